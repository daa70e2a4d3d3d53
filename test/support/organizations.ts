import type { Tenant } from '../tenant';
import { isChange } from './requests';

/** The ID of an organization that every tenant has. */
export const ACME = 'org_0000000000000001';

/**
 * What the organizations of a tenant are.
 *
 * @returns functions to call inside a test
 */
export const useOrganizations = (tenant: () => Tenant) => ({
	/** The bodies of the requests that wanted to change something. */
	bodies: () =>
		tenant()
			.requests.filter(isChange)
			.map(({ body }) => body),
	names: () => tenant().catalogue.organizations.map(({ name }) => name),
	acme: () => tenant().catalogue.requireOrganization(ACME),
});
