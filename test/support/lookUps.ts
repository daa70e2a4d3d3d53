import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant, User } from '../tenant';
import { account } from './accounts';
import { execute } from './engine';
import { byEmail, byId } from './locators';
import { isApi } from './requests';
import { credentialFor } from './tenant';

/** How users are looked up, as the options of an operation. */
export const inBatches = { lookUp: 'inBatches' };
export const oneByOne = { lookUp: 'oneByOne' };

/** The field User, with what an item holds of the user. */
export const ofRow = { id: byId('={{ $json.id }}'), email: byEmail('={{ $json.email }}') };

/** Items of users. */
export const rowsOf = (names: string[]) =>
	names.map((name) => ({ id: `auth0|${name}`, email: `${name}@example.com` }));

/** As many names of users. */
export const names = (count: number, prefix = 'u') =>
	Array.from({ length: count }, (_, i) => prefix + i);

/**
 * What looks up users of a tenant.
 *
 * @returns functions to call inside a test
 */
export function useLookUps(tenant: () => Tenant) {
	const get = async (user: object, rows: IDataObject[], options: INodeParameters = inBatches) =>
		await execute(
			credentialFor(tenant()),
			{ operation: 'get', userId: { ...user }, options },
			rows,
			{ onError: 'continueRegularOutput' },
		);
	const api = (of: Tenant = tenant()) => of.requests.filter(isApi);
	return {
		get,
		/** Has the search know what there is, before it lags. */
		searchNow: async () => await get(ofRow.id, rowsOf(['nobody', 'nobody else'])),
		/** Puts users in a tenant. */
		seed: (of: string[], overrides: (name: string) => Partial<User> = () => ({}), to = tenant()) =>
			to.seedUsers(
				of.map((name) =>
					account(name, { overrides: { user_id: `auth0|${name}`, ...overrides(name) } }),
				),
			),
		api,
		/** The requests that searched. */
		searches: () => api().filter(({ path }) => path === '/api/v2/users'),
		/** The requests that looked for one user. */
		exact: () => api().filter(({ method, path }) => method === 'GET' && path !== '/api/v2/users'),
	};
}
