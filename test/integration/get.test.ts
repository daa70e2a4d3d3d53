import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId } from '../support/locators';
import { isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const get = (userId: INodeParameters) => ({ operation: 'get', userId });

describe('Get by ID', () => {
	it.each([
		'auth0|5f7c8ec7c33c6c004bbafe82',
		'google-oauth2|1',
		'waad|a b+c/d?e=%2F',
		'samlp|corp|Jürgen',
	])('returns the user %j as Auth0 does', async (userId) => {
		const [user] = tenant().seedUsers([account('jane', { overrides: { user_id: userId } })]);
		const { items, error } = await execute(credentialFor(tenant(), 'readOnly'), {
			...get(byId(userId)),
			simplify: false,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: user, pairedItem: { item: 0 } }]);
	});

	it('resolves an expression for each item, keeps the order and pairs', async () => {
		const users = tenant().seedUsers(['a', 'b', 'c'].map((name) => account(name)));
		const ids = users.map((user) => ({ id: user.user_id })).reverse();
		const { items } = await execute(credentialFor(tenant()), get(byId('={{ $json.id }}')), ids);
		expect(items.map(({ json, pairedItem }) => [json.user_id, pairedItem])).toEqual(
			ids.map(({ id }, item) => [id, { item }]),
		);
	});

	it('trims the spaces around a pasted ID', async () => {
		const [user] = tenant().seedUsers([account('jane')]);
		const { items } = await execute(credentialFor(tenant()), get(byId(` ${user?.user_id}\n`)));
		expect(items).toHaveLength(1);
	});

	it.each([['..'], ['.'], ['   '], ['={{ "" }}'], ['={{ $json.missing }}']])(
		'refuses %j before anything is sent',
		async (userId) => {
			const { error } = await execute(credentialFor(tenant()), get(byId(userId)));
			expect(error?.message).toMatch(/'User'/);
			expect(tenant().requests.filter((request) => !isToken(request))).toEqual([]);
		},
	);

	it('says that a user does not exist, with Auth0’s words, and where to look', async () => {
		const { error } = await execute(credentialFor(tenant()), get(byId('auth0|gone')));
		expect(error).toMatchObject({
			message: 'User “auth0|gone” does not exist.',
			httpCode: '404',
			context: { itemIndex: 0, data: { errorCode: 'inexistent_user' } },
		});
		expect(error?.description).toMatch(
			/'User' field.*The user does not exist.*inexistent_user.*404/,
		);
	});

	it('keeps an ID in the message that n8n would take for an error code', async () => {
		const { error } = await execute(credentialFor(tenant()), get(byId('auth0|eperm-enoent')));
		expect(error?.message).toBe('User “auth0|eperm-enoent” does not exist.');
	});

	it('takes an email address', async () => {
		tenant().seedUsers([account('jane')]);
		const { items } = await execute(credentialFor(tenant()), get(byId('jane@example.com')));
		expect(items.map(({ json }) => json.user_id)).toEqual([JANE]);
	});
});

describe('Get by email', () => {
	it('returns every user with the address, each paired', async () => {
		tenant().seedUsers([
			account('jane'),
			{ connection: 'email', email: 'jane@example.com' },
			{ connection: 'email', email: 'joe@example.com' },
		]);
		const { items } = await execute(
			credentialFor(tenant(), 'readOnly'),
			get(byEmail('={{ $json.email }}')),
			[{ email: 'joe@example.com' }, { email: ' jane@example.com ' }],
		);
		expect(items[0]?.json).toMatchObject({ name: 'joe@example.com', email_verified: false });
		expect(items.map(({ json, pairedItem }) => [json.email, pairedItem])).toEqual([
			['joe@example.com', { item: 0 }],
			['jane@example.com', { item: 1 }],
			['jane@example.com', { item: 1 }],
		]);
	});

	it('finds an address in the case as typed, and in the lower case of databases', async () => {
		tenant().seedUsers([
			account('Jane', { email: 'Jane@Example.com' }),
			{ connection: 'email', email: 'Jane@Example.com' },
		]);
		const { items } = await execute(credentialFor(tenant()), get(byEmail('Jane@Example.com')));
		expect(items.map(({ json }) => json.email)).toEqual(['Jane@Example.com', 'jane@example.com']);
	});

	it('says that nobody has the address', async () => {
		const { error } = await execute(credentialFor(tenant()), get(byEmail('nobody@example.com')));
		expect(error?.message).toBe('No user has the email address “nobody@example.com”.');
	});

	it('refuses what is not an address', async () => {
		const { error } = await execute(credentialFor(tenant()), get(byEmail('={{ "jane" }}')));
		expect(error?.message).toBe("“jane” in 'User' is not an email address.");
		expect(tenant().requests).toEqual([]);
	});
});

describe('the options of Get', () => {
	const seed = () =>
		tenant().seedUsers([
			account('1', { email: 'jane@example.com', app_metadata: { plan: 'gold' } }),
		])[0];
	const getWith = async (options: object, simplify = false) => {
		const { items } = await execute(credentialFor(tenant()), {
			...get(byId('auth0|1')),
			simplify,
			options: { ...options },
		});
		return items[0]?.json;
	};

	it.each([['user_id, email ,'], ['={{ ["user_id", "email"] }}']])(
		'return only the fields %j',
		async (fields) => {
			seed();
			expect(await getWith({ fields })).toEqual({ user_id: 'auth0|1', email: 'jane@example.com' });
		},
	);

	it('leave out fields', async () => {
		const user = seed();
		const json = await getWith({ fields: 'identities', includeFields: false });
		expect(Object.keys({ ...json, identities: [] }).sort()).toEqual(Object.keys(user ?? {}).sort());
		expect(json).not.toHaveProperty('identities');
	});

	it('leave the keys most used, unless Simplify is off', async () => {
		seed();
		expect(await getWith({}, true)).toEqual({
			user_id: 'auth0|1',
			email: 'jane@example.com',
			email_verified: false,
			name: 'jane@example.com',
			app_metadata: { plan: 'gold' },
		});
	});

	it.each([true, false])('begin with who it is, with Simplify %j', async (simplify) => {
		seed();
		const json = await getWith({}, simplify);
		expect(Object.keys(json ?? {}).slice(0, 3)).toEqual(['user_id', 'email', 'name']);
	});

	it('return what is named, in that order, whatever Simplify says', async () => {
		const user = seed();
		expect(Object.entries((await getWith({ fields: 'identities,user_id' }, true)) ?? {})).toEqual([
			['identities', user?.identities],
			['user_id', 'auth0|1'],
		]);
	});

	it('ask for all fields when none is named', async () => {
		const user = seed();
		expect(await getWith({ fields: ' , ', includeFields: false })).toEqual(user);
		expect(tenant().requests.at(-1)?.query).toEqual({});
	});
});
