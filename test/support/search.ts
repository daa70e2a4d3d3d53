import type { INodeParameters } from 'n8n-workflow';

import type { Tenant, User } from '../tenant';
import { account } from './accounts';
import { execute } from './engine';
import { credentialFor } from './tenant';

/**
 * What executes Get Many in a tenant.
 *
 * @returns functions to call inside a test
 */
export function useSearch(tenant: () => Tenant) {
	const getMany = async (parameters: INodeParameters) =>
		await execute(credentialFor(tenant(), 'readOnly'), { operation: 'getAll', ...parameters });
	return {
		getMany,
		/** The IDs of all who are found, which may not fail. */
		async idsOf(parameters: INodeParameters) {
			const { items, error } = await getMany({ returnAll: true, ...parameters });
			expect(error).toBeUndefined();
			return items.map(({ json }) => json.user_id);
		},
		/** The requests that searched. */
		searches: () => tenant().requests.filter(({ path }) => path === '/api/v2/users'),
		/** Puts a user in the tenant with properties that only a login or time gives. */
		seed: (name: string, overrides: Partial<User> = {}) =>
			tenant().seedUsers([
				account(name, { overrides: { user_id: `auth0|${name}`, ...overrides } }),
			]),
	};
}
