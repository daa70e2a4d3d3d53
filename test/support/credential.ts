import type { Tenant } from '../tenant';
import { connectionTo } from './connection';
import { storeCredential } from './engine';

/** A credential for one of the tenant's clients, as a person would have filled it in. */
export const credentialFor = (tenant: Tenant, client?: keyof Tenant['clients']) =>
	storeCredential(connectionTo(tenant, client));
