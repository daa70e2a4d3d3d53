import type { Tenant } from '../tenant';
import { storeCredential } from './engine';

/** A credential for one of the tenant's clients, as a person would have filled it in. */
export const credentialFor = (tenant: Tenant, client: keyof Tenant['clients'] = 'full') =>
	storeCredential({
		domain: tenant.domain,
		clientId: tenant.clients[client].clientId,
		clientSecret: tenant.clients[client].clientSecret,
	});
