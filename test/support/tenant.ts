import { startTenant, trustCertificate, type Tenant, type TenantOptions } from '../tenant';
import { contract } from './contract';
import { storeCredential } from './engine';

/**
 * A tenant for the tests of one file: started before them, emptied before each, stopped after
 * them. After each test, every request that the tenant saw is held against the official contract.
 *
 * @returns a function that gives the tenant, inside a test
 */
export function useTenant(options?: TenantOptions): () => Tenant {
	let tenant: Tenant;
	let distrust: () => void;
	beforeAll(async () => {
		tenant = await startTenant(options);
		distrust = trustCertificate(tenant.ca);
	});
	beforeEach(() => tenant.reset());
	afterEach(() => {
		expect(tenant.requests.flatMap((request) => contract?.violations(request) ?? [])).toEqual([]);
	});
	afterAll(async () => {
		distrust();
		await tenant.stop();
	});
	return () => tenant;
}

/** A credential for one of the tenant's clients, as a person would have filled it in. */
export const credentialFor = (tenant: Tenant, client: keyof Tenant['clients'] = 'full') =>
	storeCredential({
		domain: tenant.domain,
		clientId: tenant.clients[client].clientId,
		clientSecret: tenant.clients[client].clientSecret,
	});
