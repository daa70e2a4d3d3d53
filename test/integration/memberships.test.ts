import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { runExample } from '../support/exampleRun';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const NAMES = ['ada', 'bob', 'carl'];
const ROLE = 'rol_0000000000000001';
const [ACME, GLOBEX] = ['org_0000000000000001', 'org_0000000000000002'];

beforeEach(() => {
	tenant().seedUsers(NAMES.map((name) => account(name)));
	const [admin, editor] = tenant().catalogue.roles;
	if (!admin || !editor) throw new Error('The tenant has no roles');
	tenant().userData.roles.add('auth0|ada', admin, editor);
	tenant().userData.roles.add('auth0|carl', editor);
	tenant().addMember(ACME, 'auth0|ada');
	tenant().addMember(GLOBEX, 'auth0|ada');
	tenant().addMember(ACME, 'auth0|bob');
	const [buyer] = tenant().seedRoles([{ name: 'Buyer', type: 'organization', owner_id: ACME }]);
	if (buyer) tenant().addMemberRole(ACME, 'auth0|bob', buyer);
});

const report = async (
	addToUsers: unknown,
	more: INodeParameters = {},
	{ inputs = 1, client = 'full' as 'full' | 'readOnly' } = {},
) => {
	const { options, ...rest } = more;
	const parameters = {
		operation: 'getAll',
		returnAll: true,
		...rest,
		options: { addToUsers, ...Object(options) },
	} as INodeParameters;
	return await execute(
		credentialFor(tenant(), client),
		parameters,
		Array.from({ length: inputs }, () => ({})),
	);
};

const ofUsers = async (property: string, ...given: Parameters<typeof report>) => {
	const { items, error } = await report(...given);
	expect(error).toBeUndefined();
	return Object.fromEntries(items.map(({ json }) => [json.email, json[property]]));
};

it('adds roles and organizations to each user, in one row a user', async () => {
	expect(await ofUsers('roles', ['roles', 'organizations'])).toEqual({
		'ada@example.com': [
			{ id: ROLE, name: 'Admin' },
			{ id: 'rol_0000000000000002', name: 'Editor' },
		],
		'bob@example.com': [],
		'carl@example.com': [{ id: 'rol_0000000000000002', name: 'Editor' }],
	});
	const acme = { id: ACME, name: 'acme', display_name: 'Acme Inc.' };
	const globex = { id: GLOBEX, name: 'globex', display_name: 'Globex Corporation' };
	expect(await ofUsers('organizations', ['roles', 'organizations'])).toEqual({
		'ada@example.com': [acme, globex],
		'bob@example.com': [acme],
		'carl@example.com': [],
	});
});

it('adds the roles in each organization, which are none of the tenant', async () => {
	const chosen = ['organizations', 'organizationRoles', 'roles'];
	expect(await ofUsers('organizations', chosen)).toMatchObject({
		'ada@example.com': [{ roles: [] }, { roles: [] }],
		'bob@example.com': [{ roles: [{ name: 'Buyer' }] }],
	});
	const lists = tenant().requests.filter(({ path }) => path.endsWith('/members'));
	expect(lists).toHaveLength(tenant().catalogue.organizations.length);
	expect(await ofUsers('roles', chosen)).toMatchObject({ 'bob@example.com': [] });
});

it('is a row a user in the example', async () => {
	const run = await runExample(
		'16-users-with-roles.json',
		credentialFor(tenant()),
		'When clicking ‘Execute workflow’',
	);
	const rows = run.items('One row a user').map(({ assignments }) => {
		const { assignments: columns } = Object(assignments) as { assignments: IDataObject[] };
		return Object.fromEntries(columns.map(({ name, value }) => [name, value]));
	});
	expect(rows).toMatchObject([
		{
			email: 'ada@example.com',
			roles: 'Admin, Editor',
			organizations: 'Acme Inc., Globex Corporation',
		},
		{ email: 'bob@example.com', roles: '', organizations: 'Acme Inc.' },
		{ email: 'carl@example.com', roles: 'Editor', organizations: '', last_login: 'never' },
	]);
});

it('sends as many requests for many users and items as for one', async () => {
	const membersOf = ({ path }: { path: string }) => /\/(users|members)$/.test(path);
	await report(['roles', 'organizations'], {}, { inputs: 3 });
	const lists = tenant()
		.requests.filter(membersOf)
		.map(({ path }) => path);
	// A search for each item; three roles, two organizations.
	expect(lists.filter((path) => path === '/api/v2/users')).toHaveLength(3);
	expect(lists.filter((path) => path !== '/api/v2/users')).toHaveLength(5);
	expect(tenant().requests.map(({ path }) => path)).not.toContain(
		'/api/v2/users/auth0%7Cada/roles',
	);
});

it('reads more members than a page has', async () => {
	const many = Array.from({ length: 230 }, (_, index) => `user${index}`);
	tenant().seedUsers(many.map((name) => account(name)));
	for (const name of many) tenant().addMember(GLOBEX, `auth0|${name}`);
	const organizations = await ofUsers('organizations', 'organizations');
	expect(many.filter((name) => Object(organizations[`${name}@example.com`]).length !== 1)).toEqual(
		[],
	);
});

it('knows the user also where the user_id is not in the output', async () => {
	for (const limits of [{ returnAll: true }, { returnAll: false, limit: 10 }]) {
		for (const options of [
			{ fields: 'email' },
			{ fields: 'user_id,identities', includeFields: false },
		]) {
			const { items } = await report('roles', { ...limits, simplify: false, options });
			const [ada] = items.map(({ json }) => json);
			expect(ada).not.toHaveProperty('user_id');
			expect(ada).toMatchObject({ email: 'ada@example.com', roles: [{}, { name: 'Editor' }] });
		}
	}
});

it('has each role once where a list that changes names a member twice', async () => {
	const users = [{ user_id: 'auth0|carl' }, { user_id: 'auth0|carl' }];
	tenant().inject({ path: `/api/v2/roles/${ROLE}/users`, status: 200, body: { users } });
	expect(await ofUsers('roles', ['roles'])).toMatchObject({
		'carl@example.com': [{ name: 'Admin' }, { name: 'Editor' }],
	});
});

it('knows what it adds among the fields that were named', async () => {
	for (const fields of ['email,roles', 'email,roles.name']) {
		const { items, hints } = await report(['roles'], { options: { fields } });
		expect(items.map(({ json }) => Object.keys(json))).toContainEqual(['email', 'roles']);
		expect(hints).toEqual([]);
	}
});

it('asks for no further list once one is refused', async () => {
	const names = Array.from({ length: 100 }, (_, index) => `org${index}`);
	tenant().catalogue.organizations.push(
		...names.map((name) => ({ id: `org_${name.padStart(16, '0')}`, name, display_name: name })),
	);
	tenant().setDelay(10);
	tenant().inject({ path: /\/members$/, times: 1000, status: 404, body: {} });
	const { error } = await report(['organizations']);
	expect(error?.message).toContain('does not exist');
	await sleep(1000);
	expect(tenant().requests.length).toBeLessThan(40);
});

it('needs no further permission where nothing is added, or nobody is found', async () => {
	const asReader = { client: 'readOnly' } as const;
	expect((await report([], {}, asReader)).items).toHaveLength(3);
	const nobody = { searchBy: 'query', query: 'email:"x@example.com"' };
	expect((await report(['roles'], nobody, asReader)).error).toBeUndefined();
});

it.each([
	['roles', 'read:roles'],
	['organizations', 'read:organizations'],
])('says which permission %s take', async (added, permission) => {
	const { error } = await report(added, {}, { client: 'readOnly' });
	expect(`${error?.message} ${error?.description}`).toContain(permission);
});

it('refuses what is not on the list, before anything is sent', async () => {
	const { error } = await report(['groups']);
	expect(error?.message).toBe("'Add to Each User' contains “groups”, which is not on the list.");
	expect(tenant().requests).toEqual([]);
});
