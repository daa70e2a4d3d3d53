import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import type { ClientName } from '../tenant/clients';
import { account } from './accounts';
import { execute, type NodeSettings } from './engine';
import { byId, byName } from './locators';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/** The IDs of roles of the tenant. */
export const ADMIN = 'rol_0000000000000001';
export const EDITOR = 'rol_0000000000000002';

/** The fields Role and User, with what an item holds. */
export const BY_ROW = { role: byName('={{ $json.role }}'), userId: byId('={{ $json.user }}') };

/** Items that name users, and a role. */
export const rows = (names: string[], role = 'Editor') =>
	names.map((name) => ({ user: `auth0|${name}`, role }));

/** As many names of users. */
export const numbered = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

/**
 * What changes the members of roles in a tenant.
 *
 * @returns functions to call inside a test
 */
export function useRoleMembers(tenant: () => Tenant) {
	const run = async (
		operation: string,
		parameters: INodeParameters,
		items: IDataObject[] = [{}],
		settings: NodeSettings = {},
		client: ClientName = 'full',
	) =>
		await execute(credentialFor(tenant(), client), { operation, ...parameters }, items, settings);
	return {
		run,
		/** The outputs of a run, which may not fail. */
		async outputsOf(...given: Parameters<typeof run>) {
			const { items, error } = await run(...given);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json);
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
		/** The IDs of the roles that a user has. */
		rolesOf: (name: string) =>
			tenant()
				.userData.roles.of(`auth0|${name}`)
				.map(({ id }) => id),
		seed: (...names: string[]) => tenant().seedUsers(names.map((name) => account(name))),
		/** Gives users a role. */
		give(roleId: string, ...names: string[]) {
			const role = tenant().catalogue.requireRole(roleId);
			for (const name of names) tenant().userData.roles.add(`auth0|${name}`, role);
		},
	};
}
