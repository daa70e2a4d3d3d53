import { account, DATABASE, JANE, PASSWORD } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { CreateUserBody, User } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const create = async (body: unknown) => await call<User>('POST', '/users', { body });

describe('Creating a user', () => {
	it('answers 201 with the new user, and never with the password', async () => {
		const { status, data } = await create(account('jane', { verify_email: false }));
		expect(status).toBe(201);
		expect(data).toMatchObject({
			user_id: JANE,
			email: 'jane@example.com',
			email_verified: false,
			identities: [{ connection: DATABASE, user_id: 'jane', provider: 'auth0', isSocial: false }],
		});
		expect(JSON.stringify(data)).not.toMatch(/Correct-Horse|password|verify_email/);
		expect(new Date(data.created_at).getTime()).not.toBeNaN();
		expect(data.updated_at).toBe(data.created_at);
	});

	it('makes an id of 24 hexadecimal digits when none is given', async () => {
		const { data } = await create(account('jane', { user_id: undefined }));
		expect(data.user_id).toMatch(/^auth0\|[0-9a-f]{24}$/);
	});

	it('keeps every attribute that it is given', async () => {
		const attributes = {
			name: 'Jane Doe',
			nickname: 'JD',
			given_name: 'Jane',
			family_name: 'Doe',
			picture: 'https://example.com/jane.png',
			blocked: true,
			email_verified: true,
			user_metadata: { plan: { level: 1 } },
			app_metadata: { roles: ['a'] },
		};
		const { data } = await create(account('jane', attributes));
		expect(data).toMatchObject(attributes);
		expect(tenant().users.get(JANE)).toEqual(data);
	});

	it('stores the email address and the username of a database in lower case', async () => {
		const body = {
			connection: 'Users-With-Username',
			email: 'Jane@EXAMPLE.com',
			username: 'JaneD',
		};
		const { data } = await create(account('jane', body));
		expect(data).toMatchObject({ email: 'jane@example.com', username: 'janed' });
	});

	const logins: Array<[string, Partial<CreateUserBody>, string]> = [
		['sms, with a phone number', { connection: 'sms', phone_number: '+15551234567' }, 'sms|x'],
		['email, without a password', { connection: 'email', email: 'jane@example.com' }, 'email|x'],
		[
			'a database, with a phone number only',
			{ connection: DATABASE, phone_number: '+15551234567', password: PASSWORD },
			'auth0|x',
		],
	];
	it.each(logins)('works for %s', async (_name, body, id) => {
		const { status, data } = await create({ ...body, user_id: 'x' });
		expect([status, data.user_id]).toEqual([201, id]);
	});

	it.each([
		['no connection', { connection: undefined }, "'Missing required property: connection'."],
		[
			'an unknown property',
			{ colour: 'red' },
			"'Additional properties not allowed: colour (consider storing them in app_metadata",
		],
		[
			'a malformed email address',
			{ email: 'jane' },
			"'Object didn't pass validation for format email: jane' on property email (",
		],
	])('is refused with 400 invalid_body for %s', async (_name, changes, problem) => {
		const { status, data } = await create({ ...account('jane'), ...changes });
		expect(status).toBe(400);
		expect(data).toEqual({
			statusCode: 400,
			error: 'Bad Request',
			message: expect.stringContaining(`Payload validation error: ${problem}`),
			errorCode: 'invalid_body',
		});
	});

	const UNSUPPORTED =
		'Connection does not support user creation through the API. It must either be a database or passwordless connection.';
	const NO_USERNAME = 'Cannot set username for connection without requires_username.';
	const WEAK = 'PasswordStrengthError: Password is too weak';
	const missing = (name: string) => `Missing required property: ${name}`;
	const refusals: Array<[string, Partial<CreateUserBody>, string]> = [
		['an unknown connection', { connection: 'Nowhere' }, 'Connection does not exist.'],
		['a disabled connection', { connection: 'Disabled-Database' }, 'Connection is disabled.'],
		['a social connection', { connection: 'google-oauth2' }, UNSUPPORTED],
		['an enterprise connection', { connection: 'corp-saml' }, UNSUPPORTED],
		['a username where there are none', { username: 'jane' }, NO_USERNAME],
		['a database without a login', { email: undefined }, missing('email')],
		['a database without a password', { password: undefined }, missing('password')],
		['sms without a phone number', { connection: 'sms' }, missing('phone_number')],
		['email without an address', { connection: 'email', email: undefined }, missing('email')],
		['a short password', { password: 'Sh0rt-1' }, WEAK],
		['a password of one kind of characters', { password: 'onlylowercase' }, WEAK],
		['a password of two kinds of characters', { password: 'lower-case' }, WEAK],
	];
	it.each(refusals)('is refused with 400 for %s', async (_name, changes, message) => {
		const { status, data } = await create(account('jane', changes));
		expect(status).toBe(400);
		expect(data).toMatchObject({ statusCode: 400, error: 'Bad Request', message });
		expect(tenant().users.all()).toEqual([]);
	});

	it.each([
		['email', account('other', { email: 'JANE@example.com' })],
		['id', account('jane', { email: 'other@example.com' })],
	])('is refused with 409 for a second user of the same %s', async (_name, body) => {
		tenant().seedUsers([account('jane')]);
		const { status, data } = await create(body);
		expect(status).toBe(409);
		expect(data).toEqual({
			statusCode: 409,
			error: 'Conflict',
			message: 'The user already exists.',
			errorCode: 'auth0_idp_error',
		});
	});

	it('takes the same email address in another connection', async () => {
		tenant().seedUsers([account('jane')]);
		const { status } = await create({ connection: 'email', email: 'jane@example.com' });
		expect(status).toBe(201);
	});
});

describe('Getting a user', () => {
	beforeEach(() => tenant().seedUsers([account('jane', { given_name: 'Jane' })]));

	const get = async (id: string, query?: Record<string, unknown>) =>
		await call<User>('GET', `/users/${encodeURIComponent(id)}`, { query });

	it('gives the whole user', async () => {
		const { status, data } = await get(JANE);
		expect([status, data]).toEqual([200, tenant().users.get(JANE)]);
	});

	it.each([
		['the fields asked for', { fields: 'email,given_name' }, ['email', 'given_name']],
		['those that are set', { fields: 'email,family_name', include_fields: true }, ['email']],
	])('gives only %s', async (_name, query, keys) => {
		const { data } = await get(JANE, query);
		expect(Object.keys(data).sort()).toEqual(keys);
	});

	it('leaves out the fields named with include_fields=false', async () => {
		const { data } = await get(JANE, { fields: 'email,identities', include_fields: false });
		expect(data).toHaveProperty('given_name', 'Jane');
		expect(data).not.toHaveProperty('email');
		expect(data).not.toHaveProperty('identities');
	});

	it.each([
		['an unknown id', 'auth0|nobody', {}, 404, 'inexistent_user'],
		['an id of another case', 'auth0|Jane', {}, 404, 'inexistent_user'],
		['an id without a provider', 'jane', {}, 400, 'invalid_uri'],
		['an unknown parameter', JANE, { limit: 1 }, 400, 'invalid_query_string'],
		['a wrong parameter', JANE, { include_fields: 'x' }, 400, 'invalid_query_string'],
	])('is refused for %s', async (_name, id, query, statusCode, errorCode) => {
		const { status, data } = await get(id, query);
		expect(status).toBe(statusCode);
		expect(data).toMatchObject({ statusCode, errorCode });
	});
});

describe('Getting users by email', () => {
	const byEmail = async (query: Record<string, unknown>) =>
		(await call<User[]>('GET', '/users-by-email', { query })).data;

	it('finds all of that address, in the case that is stored', async () => {
		const email = 'Jane@example.com';
		tenant().seedUsers([
			account('jane', { email }),
			{ connection: 'email', user_id: 'jane', email },
			account('bob'),
		]);
		const idsOf = async (address: string) =>
			(await byEmail({ email: address })).map((user) => user.user_id);
		expect(await idsOf('jane@example.com')).toEqual([JANE]);
		expect(await idsOf('Jane@example.com')).toEqual(['email|jane']);
		expect(await idsOf('jane@example.co')).toEqual([]);
	});

	it('gives only the fields asked for', async () => {
		tenant().seedUsers([account('jane')]);
		expect(await byEmail({ email: 'jane@example.com', fields: 'user_id' })).toEqual([
			{ user_id: JANE },
		]);
	});

	it('needs an address', async () => {
		expect(await byEmail({})).toMatchObject({ statusCode: 400, errorCode: 'invalid_query_string' });
	});
});

describe('Deleting a user', () => {
	it('answers 204, and again when the user is gone', async () => {
		tenant().seedUsers([account('jane'), account('bob')]);
		const path = '/users/auth0%7Cjane';
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await call('DELETE', path)).status).toBe(204);
		expect(
			tenant()
				.users.all()
				.map((user) => user.user_id),
		).toEqual(['auth0|bob']);
	});
});
