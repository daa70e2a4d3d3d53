import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { execute } from '../support/engine';
import { byId, jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const GOOGLE = 'google-oauth2|1';
const [ACME, OTHER] = ['org_0000000000000001', 'org_other'];
const ALL = ['metadata', 'organizations', 'roles'];

const roleOf = (name: string) => {
	const role = tenant().catalogue.roles.find((one) => one.name === name);
	if (!role) throw new Error(`no role ${name}`);
	return role;
};
const named = (name: string) => ({ id: roleOf(name).id, name });

beforeEach(() => {
	tenant().seedOrganizations([{ id: OTHER, name: 'other' }]);
	tenant().seedUsers([
		account('jane', {
			user_metadata: { language: 'en', address: { city: 'Paris', zip: '75001' } },
			app_metadata: { plan: 'gold', seats: [1] },
		}),
		{
			...account('google', {
				user_metadata: { language: 'fr', address: { city: 'Lyon', street: 'Rue A' } },
				app_metadata: { seats: [2, 3], source: 'import' },
			}),
			overrides: {
				user_id: GOOGLE,
				identities: [
					{
						connection: 'google-oauth2',
						provider: 'google-oauth2',
						user_id: '1',
						isSocial: true,
					},
				],
			},
		},
	]);
	const { userData } = tenant();
	userData.roles.add(JANE, roleOf('Admin'));
	userData.roles.add(GOOGLE, roleOf('Admin'), roleOf('Editor'));
	tenant().addMember(ACME, JANE);
	tenant().addMember(ACME, GOOGLE);
	tenant().addMember(OTHER, GOOGLE);
	tenant().addMemberRole(ACME, JANE, roleOf('Viewer'));
	tenant().addMemberRole(ACME, GOOGLE, roleOf('Viewer'));
	tenant().addMemberRole(ACME, GOOGLE, roleOf('Editor'));
	tenant().addMemberRole(OTHER, GOOGLE, roleOf('Admin'));
});

const run = async (parameters: INodeParameters = {}) =>
	await execute(credentialFor(tenant()), {
		operation: 'identity:link',
		userId: jane,
		linkedUserId: byId(GOOGLE),
		...parameters,
	});

const outputOf = async (parameters: INodeParameters): Promise<IDataObject> => {
	const { items, error } = await run(parameters);
	if (error) throw error;
	return items[0]?.json ?? {};
};

const changes = () => tenant().requests.filter(isChange);
const janeNow = () => tenant().users.require(JANE);

it('links without carrying anything over, and needs no more permissions for it, at first', async () => {
	tenant().setScopes('full', 'update:users');
	const output = await outputOf({});
	expect(Object.keys(output)).toEqual(['user_id', 'identities']);
	expect(changes()).toHaveLength(1);
	expect(janeNow().app_metadata).toEqual({ plan: 'gold', seats: [1] });
});

it('carries metadata, roles and organizations over, before it links', async () => {
	const output = await outputOf({ carryOver: ALL });
	expect(output.carried_over).toEqual({
		user_metadata: { address: { city: 'Paris', zip: '75001', street: 'Rue A' } },
		app_metadata: { source: 'import' },
		roles: [named('Editor')],
		organizations: [
			{ id: ACME, name: expect.any(String), roles: [named('Editor')] },
			{ id: OTHER, name: 'other', roles: [named('Admin')] },
		],
	});
	expect(janeNow().user_metadata).toEqual({
		language: 'en',
		address: { city: 'Paris', zip: '75001', street: 'Rue A' },
	});
	expect(janeNow().app_metadata).toEqual({ plan: 'gold', seats: [1], source: 'import' });
	const { roles, organizations, organizationRoles } = tenant().userData;
	expect(roles.of(JANE).map(({ name }) => name)).toEqual(['Admin', 'Editor']);
	expect(organizations.of(JANE).map(({ id }) => id)).toEqual([ACME, OTHER]);
	expect(
		organizationRoles.of(JANE).map(({ organization, role }) => [organization, role.name]),
	).toEqual([
		[ACME, 'Viewer'],
		[ACME, 'Editor'],
		[OTHER, 'Admin'],
	]);
	expect(changes().at(-1)?.path).toMatch(/\/identities$/);
});

it('carries no role of an organization over as one of the tenant', async () => {
	const own = { id: 'rol_own', name: 'Buyer', type: 'organization', owner_id: ACME };
	const body = [roleOf('Editor'), own];
	tenant().inject({ method: 'GET', path: /google-oauth2%7C1\/roles$/, status: 200, body });
	expect(await outputOf({ carryOver: ['roles'] })).toMatchObject({
		carried_over: { roles: [named('Editor')] },
	});
	expect(changes().map(({ body }) => body)).toContainEqual({ roles: [roleOf('Editor').id] });
});

it('lets the linked user win where both have a value, and keeps what only one has', async () => {
	await run({ carryOver: ['metadata'], metadataWinner: 'linked' });
	expect(janeNow().user_metadata).toEqual({
		language: 'fr',
		address: { city: 'Lyon', zip: '75001', street: 'Rue A' },
	});
	expect(janeNow().app_metadata).toEqual({ plan: 'gold', seats: [2, 3], source: 'import' });
	expect(tenant().userData.roles.of(JANE)).toHaveLength(1);
});

it.each(['primary', 'linked'])(
	'takes null for no value where that of the %s wins',
	async (winner) => {
		const put = (id: string, text: string) =>
			tenant().users.put({ ...tenant().users.require(id), app_metadata: JSON.parse(text) });
		put(JANE, '{"plan":"gold","seats":null,"o":{"a":1,"b":null},"none":null}');
		put(GOOGLE, '{"plan":null,"seats":3,"o":{"a":null,"b":2}}');
		const output = await outputOf({ carryOver: ['metadata'], metadataWinner: winner });
		expect(output.carried_over).toMatchObject({ app_metadata: { seats: 3, o: { a: 1, b: 2 } } });
		expect(janeNow().app_metadata).toMatchObject({ plan: 'gold', seats: 3, o: { a: 1, b: 2 } });
	},
);

describe('loses nothing where it ends in the middle', () => {
	it.each([
		['the metadata', 'PATCH', /\/users\/auth0%7Cjane$/],
		['the roles', 'POST', /\/users\/auth0%7Cjane\/roles$/],
		['an organization', 'POST', /\/members$/],
		['the link', 'POST', /\/identities$/],
	])('at %s: run again, it finishes', async (_what, method, path) => {
		tenant().inject({ method, path, times: 1, status: 400, body: { message: 'No' } });
		const { error } = await run({ carryOver: ALL });
		expect(error?.message).toBe('No');
		expect(tenant().users.get(GOOGLE)?.app_metadata).toEqual({
			seats: [2, 3],
			source: 'import',
		});
		await outputOf({ carryOver: ALL });
		expect(janeNow().identities).toHaveLength(2);
		expect(janeNow().app_metadata).toEqual({ plan: 'gold', seats: [1], source: 'import' });
		expect(tenant().userData.organizations.of(JANE)).toHaveLength(2);
		expect(tenant().userData.roles.of(JANE)).toHaveLength(2);
	});

	it.each<[string, string, RegExp, string]>([
		['the roles', 'POST', /\/users\/auth0%7Cjane\/roles$/, 'metadata carried over'],
		[
			'a membership',
			'POST',
			/\/members$/,
			'metadata carried over, roles carried over, roles in organization “acme” carried over',
		],
		[
			'roles in an organization',
			'POST',
			/org_other\/members\/.*\/roles$/,
			'metadata carried over, roles carried over, roles in organization “acme” carried over, added to organization “other”',
		],
	])('at %s, it says what was carried over', async (_what, method, path, done) => {
		tenant().inject({ method, path, times: 1, status: 400, body: { message: 'No' } });
		const { error } = await run({ carryOver: ALL });
		expect(error?.description).toContain(
			`Done before: ${done}. Nobody was linked yet, and nothing was lost. Run this item again: it continues.`,
		);
	});

	it('says nothing of what was done where that is nothing', async () => {
		tenant().inject({ method: 'PATCH', times: 1, status: 400, body: { message: 'No' } });
		const { error } = await run({ carryOver: ALL });
		expect(error?.description).not.toContain('Done before');
	});

	it('says so where only the link failed', async () => {
		const path = /\/identities$/;
		tenant().inject({ method: 'POST', path, times: 1, status: 400, body: { message: 'No' } });
		const { error } = await run({ carryOver: ['roles'] });
		expect(error?.description).toContain(
			`What was to be carried over from “${GOOGLE}” to “${JANE}” has been, and nothing was lost.`,
		);
	});
});

it('changes nobody where it may not read what is to be carried over', async () => {
	tenant().setScopes('full', 'update:users read:users');
	const { error } = await run({ carryOver: ['organizations'] });
	expect(error?.description).toContain('read:organizations');
	expect(changes()).toEqual([]);
});

it.each([
	['google-oauth2|9', 'User “google-oauth2|9” does not exist.'],
	[JANE, `'User' and 'User to Link' are both “${JANE}”.`],
])('says that %s cannot be linked, as without a carry-over', async (id, message) => {
	const { error } = await run({ carryOver: ALL, linkedUserId: byId(id) });
	expect(error?.message).toBe(message);
	expect(tenant().userData.roles.of(JANE)).toHaveLength(1);
});

it('is harmless where both are linked already', async () => {
	const first = await outputOf({ carryOver: ALL });
	const { identities } = await outputOf({ carryOver: ALL });
	expect(identities).toEqual(first.identities);
	expect(janeNow().identities).toHaveLength(2);
	expect(changes().filter(({ path }) => path.endsWith('/identities'))).toHaveLength(2);
});

it('says that both are linked already where it may not read the identities', async () => {
	await run();
	tenant().setScopes('full', 'update:users');
	const { error } = await run();
	expect(error?.message).toContain(`“${GOOGLE}” is already linked`);
});

it('says to whom else it is linked already', async () => {
	tenant().seedUsers([account('joe')]);
	await run();
	const { error } = await run({ userId: byId('auth0|joe') });
	expect(error?.message).toBe(`“${GOOGLE}” is already linked to user “${JANE}”.`);
	expect(error?.description).toContain('unlink it from “auth0|jane” first');
});

it.each(['before', 'after'] as const)(
	'links once where the connection breaks %s it',
	async (drop) => {
		tenant().inject({ method: 'POST', path: /\/identities$/, drop });
		const output = await outputOf({ carryOver: ALL });
		expect(output.identities).toHaveLength(2);
		expect(janeNow().identities).toHaveLength(2);
	},
);

it('refuses what cannot be carried over, before anything is sent', async () => {
	const { error } = await run({ carryOver: ['permissions'] });
	expect(error?.message).toBe("'Carry Over' contains “permissions”, which is not on the list.");
	expect(tenant().requests).toEqual([]);
});

it.each([
	'={{ undefined }}',
	'={{ null }}',
	'',
	'={{ " " }}',
	',',
	'={{ [$json.none] }}',
	'={{ [""] }}',
])('refuses %j before anything is sent: what is not carried over is lost', async (carryOver) => {
	for (const more of [{}, { operation: 'identity:linkDuplicates', users: [JANE, GOOGLE] }]) {
		const { error } = await run({ carryOver, ...more });
		expect(error?.message).toBe("'Carry Over' is empty.");
		expect(error?.description).toContain('to carry nothing over, it must return {{ [] }}');
	}
	expect(tenant().requests).toEqual([]);
});

it.each([[[]], ['={{ [] }}']])(
	'carries nothing over where the list is empty: %j',
	async (carryOver) => {
		const output = await outputOf({ carryOver });
		expect(Object.keys(output)).toEqual(['user_id', 'identities']);
	},
);

it('as a tool, links nobody to a user with another email address', async () => {
	const { error } = await callTool(credentialFor(tenant()), {
		operation: 'identity:link',
		userId: jane,
		onlyIfEmailIs: 'joe@example.com',
		linkedUserId: byId(GOOGLE),
	});
	expect(error?.message).toContain('does not have the email address');
	expect(changes()).toEqual([]);
});
