import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import { account, DATABASE } from './accounts';
import { execute } from './engine';
import { byId, byName } from './locators';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/** Roles of the tenant. */
export const ADMIN = 'rol_0000000000000001';
export const EDITOR = { id: 'rol_0000000000000002', name: 'Editor' };

/** What it takes to invite somebody. */
export const INVITING = {
	application: byId('App00000000000000000000000000001'),
	inviterName: 'Ada',
};

/** The field Connections, with these rows. */
export const connections = (...rows: INodeParameters[]): INodeParameters => ({
	additionalFields: { connections: { connection: rows } },
});

/** The field Members, with one row. */
export const member = (name: string, roles = '') => ({
	members: { member: [{ member: name, roles }] },
});

/** An organization with a connection, two users as members, and one who is invited. */
export const EVERYTHING: INodeParameters = {
	name: 'initech',
	displayName: 'Initech',
	additionalFields: {
		logoUrl: 'https://initech.example.com/logo.png',
		metadata: '{ "plan": "gold" }',
		connections: {
			connection: [{ connection: byName(DATABASE), assignMembershipOnLogin: true }],
		},
	},
	members: {
		member: [
			{ member: 'jane@example.com, auth0|bob', roles: 'Editor' },
			{ member: 'new@example.com', roles: ADMIN },
		],
	},
	...INVITING,
};

/**
 * Two users in the tenant before each test, and what onboards an organization with them.
 *
 * @returns functions to call inside a test
 */
export function useOnboarding(tenant: () => Tenant) {
	beforeEach(() => {
		tenant().seedUsers([account('jane'), account('bob')]);
	});
	const run = async (parameters: INodeParameters, json: IDataObject[] = [{}]) =>
		await execute(
			credentialFor(tenant()),
			{ operation: 'organization:onboard', ...parameters },
			json,
		);
	return {
		run,
		/** The output of a run, which may not fail. */
		async outputOf(parameters: INodeParameters = EVERYTHING) {
			const { items, error } = await run(parameters);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json)[0];
		},
		/** What a run says that fails. */
		async errorOf(parameters: INodeParameters) {
			const { error } = await run(parameters);
			return { message: error?.message, description: error?.description };
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
		/** The organization, as it is in the tenant. */
		initech: () =>
			tenant().catalogue.organizations.find(({ name }) => name === 'initech') ?? { id: '' },
		/** Who was sent an email. */
		emails: () => tenant().emails.map(({ to }) => to),
		/** Enables a connection of an organization. */
		enabledAt: (id: string, connectionId: string, strategy: string, settings = {}) =>
			tenant().catalogue.enabledConnections.add(id, {
				connection_id: connectionId,
				...settings,
				connection: { name: `${strategy}-${connectionId}`, strategy },
			}),
	};
}
