import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byName, locator } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const run = async (parameters: INodeParameters) =>
	await execute(credentialFor(tenant()), parameters);

const by = (mode: string, value: string) => ({ userId: locator(mode, value) });
const connectionOf = (name: string) => ({ connection: byName(name) });

/** The requests of the Management API, without what stands behind the question mark. */
const sent = () =>
	tenant().requests.flatMap(({ method, path }) =>
		path.startsWith('/api/v2') ? [`${method} ${decodeURIComponent(path.slice(7))}`] : [],
	);

const seedJohn = (connection = 'corp-saml', provider = 'samlp') =>
	tenant().seedUsers([
		{
			...account('john'),
			overrides: {
				user_id: `${provider}|john`,
				email: 'John.Doe@Acme.com',
				identities: [{ connection, provider, user_id: 'john', isSocial: false }],
			},
		},
	]);

describe('an email address that is stored in another case', () => {
	const EMAIL = 'john.doe@acme.com';

	it('finds the user, and is looked for only when nobody has it as it was typed', async () => {
		seedJohn();
		const { items } = await run({ operation: 'get', ...by('email', EMAIL) });
		expect(items.map(({ json }) => json.user_id)).toEqual(['samlp|john']);
		expect(sent()).toEqual(['GET /users-by-email', 'GET /users', 'GET /users/samlp|john']);
	});

	it('costs no search when somebody has it as it was typed', async () => {
		tenant().seedUsers([account('jane')]);
		await run({ operation: 'get', ...by('email', 'jane@example.com') });
		expect(sent()).toEqual(['GET /users-by-email']);
	});

	it('keeps the fields that were chosen', async () => {
		seedJohn();
		const options = { fields: 'name' };
		const { items } = await run({ operation: 'get', ...by('email', EMAIL), options });
		expect(items.map(({ json }) => Object.keys(json))).toEqual([['name']]);
	});

	it('blocks the user', async () => {
		seedJohn();
		const { items } = await run({ operation: 'block', ...by('email', EMAIL) });
		expect(items[0]?.json).toMatchObject({ user_id: 'samlp|john', blocked: true });
	});

	it('is that of nobody when the search is late', async () => {
		const [john] = seedJohn();
		tenant().users.put({ ...Object(john), email: 'other@acme.com' });
		const body = { start: 0, limit: 100, length: 1, total: 1, users: [{ user_id: 'samlp|john' }] };
		tenant().inject({ path: '/api/v2/users', status: 200, body });
		const { error } = await run({ operation: 'block', ...by('email', EMAIL) });
		expect(error?.message).toBe(`No user has the email address “${EMAIL}”.`);
		expect(tenant().users.get('samlp|john')?.blocked).toBeUndefined();
	});

	it('is updated by Create or Update, which makes no second user', async () => {
		seedJohn();
		const { items } = await run({
			operation: 'upsert',
			...connectionOf('corp-saml'),
			email: EMAIL,
			fieldsToSet: { appMetadata: '{ "plan": "gold" }' },
		});
		expect(items[0]?.json).toMatchObject({ outcome: 'updated', user_id: 'samlp|john' });
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('is invited again', async () => {
		seedJohn(DATABASE, 'auth0');
		tenant().inject({ method: 'POST', path: '/api/v2/users', status: 409, body: {} });
		const { items } = await run({ operation: 'invite', ...connectionOf(DATABASE), email: EMAIL });
		expect(items[0]?.json).toMatchObject({ outcome: 'invited_again', user_id: 'auth0|john' });
	});
});

describe('a phone number and a username', () => {
	const PHONE = '+15551234567';
	beforeEach(() => {
		tenant().seedUsers([
			{ connection: 'sms', phone_number: PHONE },
			{ ...account('jane', { username: 'jane.doe' }), connection: 'Users-With-Username' },
		]);
	});

	it.each([
		['phone', PHONE, 'phone_number', PHONE],
		['phone', ` ${PHONE} `, 'phone_number', PHONE],
		['', PHONE, 'phone_number', PHONE],
		['username', 'jane.doe', 'username', 'jane.doe'],
		['username', 'Jane.Doe', 'username', 'jane.doe'],
	])('name a user (mode %j, %j)', async (mode, value, property, stored) => {
		const userId = mode === '' ? value : by(mode, value).userId;
		const { items } = await run({ operation: 'get', userId });
		expect(items.map(({ json }) => json[property])).toEqual([stored]);
		const blocked = await run({ operation: 'block', userId });
		expect(blocked.items[0]?.json).toMatchObject({ [property]: stored, blocked: true });
	});

	it('of several users: Get returns them, and Block chooses none', async () => {
		tenant().seedUsers([account('joe', { phone_number: PHONE })]);
		const { items } = await run({ operation: 'get', ...by('phone', PHONE) });
		expect(items).toHaveLength(2);
		const { error } = await run({ operation: 'block', ...by('phone', PHONE) });
		expect(error?.message).toBe(`2 users have the phone number “${PHONE}”.`);
		expect(error?.description).toContain('auth0|joe');
		expect(sent().filter((request) => request.startsWith('PATCH'))).toEqual([]);
	});

	it.each([
		['phone', '+49301', 'No user has the phone number “+49301”.'],
		['username', 'joe', 'No user has the username “joe”.'],
	])('that nobody has say so (%s)', async (mode, value, message) => {
		const { error } = await run({ operation: 'get', ...by(mode, value) });
		expect(error?.message).toBe(message);
	});

	it.each([
		['phone', '0301234', "“0301234” in 'User' is not a phone number."],
		['username', 'auth0|x', "“auth0|x” in 'User' is not a username."],
		['id', PHONE, `“${PHONE}” in 'User' is a phone number, not a user ID.`],
	])(
		'are refused when they are none, before anything is sent (%s)',
		async (mode, value, message) => {
			const { error } = await run({ operation: 'get', ...by(mode, `={{ "${value}" }}`) });
			expect(error?.message).toBe(message);
			expect(tenant().requests).toEqual([]);
		},
	);

	it.each([
		['phone', PHONE],
		['username', 'jane.doe'],
	])('are not enough for Delete (%s)', async (mode, value) => {
		const { error } = await run({ operation: 'delete', ...by(mode, value) });
		expect(error?.message).toMatch(/^Delete needs a user ID, because several users can share a /);
		expect(tenant().requests).toEqual([]);
	});

	it.each<[string, INodeParameters, IDataObject]>([
		[
			'phone',
			{ ...connectionOf('sms'), upsertPhoneNumber: '+4930123456' },
			{ phone_number: '+4930123456' },
		],
		[
			'username',
			{
				...connectionOf('Users-With-Username'),
				upsertUsername: 'Joe',
				password: PASSWORD,
			},
			{ username: 'joe' },
		],
	])('create or update a user (Find By %s)', async (findBy, parameters, stored) => {
		const upsert = { operation: 'upsert', findBy, simplify: false, ...parameters };
		const first = await run(upsert);
		expect(first.items[0]?.json).toMatchObject({ outcome: 'created', ...stored });
		const second = await run({ ...upsert, fieldsToSet: { nickname: 'x' } });
		expect(second.items[0]?.json).toMatchObject({ outcome: 'updated', nickname: 'x', ...stored });
		const third = await run({ ...upsert, fieldsToSet: { nickname: 'x' } });
		expect(third.items[0]?.json.outcome).toBe('unchanged');
	});

	it.each<[INodeParameters, string]>([
		[{ findBy: 'phone', upsertPhoneNumber: '={{ $json.x }}' }, "'Phone Number' is empty."],
		[{ findBy: 'username', upsertUsername: '={{ $json.x }}' }, "'Username' is empty."],
		[
			{ findBy: 'phone', upsertPhoneNumber: '0301' },
			"“0301” in 'Phone Number' is not in international format.",
		],
		[
			{ findBy: 'username', upsertUsername: 'a', fieldsToSet: { username: 'b' } },
			"'Username' is set twice with different values.",
		],
	])('are checked before anything is sent (%j)', async (parameters, message) => {
		const { error } = await run({ operation: 'upsert', ...connectionOf('sms'), ...parameters });
		expect(error?.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});
