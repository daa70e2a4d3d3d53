import { account, DATABASE, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { CreateUserBody, User } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const update = async (body: object, id = JANE) =>
	await call<User>('PATCH', `/users/${encodeURIComponent(id)}`, { body });

const seed = (rest: Partial<CreateUserBody> = {}, overrides: Partial<User> = {}) =>
	tenant().seedUsers([{ ...account('jane', rest), overrides }]);

/** A user whose identities are of these connections, the first being the primary one. */
const seedIn = (...connections: string[]) =>
	seed(
		{},
		{
			identities: connections.map((connection) => ({
				connection,
				user_id: 'jane',
				provider: 'x',
				isSocial: false,
			})),
		},
	);

describe('Updating a user', () => {
	it('changes what is given, keeps the rest, and answers with the user', async () => {
		const [before] = seed({ given_name: 'Jane', family_name: 'Doe' });
		const { status, data } = await update({ given_name: 'Janet', blocked: true });
		expect(status).toBe(200);
		expect({ ...data, updated_at: '' }).toEqual({
			...before,
			given_name: 'Janet',
			blocked: true,
			updated_at: '',
		});
		expect(tenant().users.get(JANE)).toEqual(data);
	});

	it.each(['given_name', 'family_name', 'name', 'nickname', 'picture', 'email', 'phone_number'])(
		'unsets %s with null',
		async (key) => {
			seed({ given_name: 'Jane', family_name: 'Doe', phone_number: '+15551234567' });
			expect(tenant().users.get(JANE)).toHaveProperty(key);
			expect((await update({ [key]: null })).data).not.toHaveProperty(key);
		},
	);

	it.each(['blocked', 'email_verified', 'user_metadata', 'app_metadata', 'connection'])(
		'refuses null for %s',
		async (key) => {
			seed();
			expect((await update({ [key]: null })).data).toMatchObject({
				statusCode: 400,
				errorCode: 'invalid_body',
			});
		},
	);

	it('lets unknown properties through, and ignores them', async () => {
		seed();
		const { status, data } = await update({ colour: 'red' });
		expect(status).toBe(200);
		expect(data).not.toHaveProperty('colour');
	});

	it('lifts a block with a new password', async () => {
		seed({ blocked: true });
		expect((await update({ password: 'Another-Horse-9' })).data).toHaveProperty('blocked', false);
	});

	it('says when the password was last set', async () => {
		seed();
		expect((await update({ name: 'Jane' })).data).not.toHaveProperty('last_password_reset');
		const { data } = await update({ password: 'Another-Horse-9' });
		expect(data).toHaveProperty('last_password_reset', data.updated_at);
	});

	it('stores a new email address in lower case', async () => {
		seed();
		expect((await update({ email: 'Janet@EXAMPLE.com' })).data.email).toBe('janet@example.com');
	});
});

describe.each(['user_metadata', 'app_metadata'] as const)('Updating %s', (key) => {
	const current = { plan: 'gold', address: { city: 'Bonn', zip: '53111' } };

	it.each([
		['adds a key', { age: 7 }, { ...current, age: 7 }],
		['replaces a key', { plan: 'free' }, { ...current, plan: 'free' }],
		[
			'replaces what lies below the first level',
			{ address: { city: 'Ulm' } },
			{ plan: 'gold', address: { city: 'Ulm' } },
		],
		['removes a key with null', { address: null }, { plan: 'gold' }],
		['removes all with an empty object', {}, key === 'user_metadata' ? {} : undefined],
	])('%s', async (_name, given, expected) => {
		seed({ [key]: current });
		expect((await update({ [key]: given })).data[key]).toEqual(expected);
	});

	it.each([{ 'a.b': 1 }, { $a: 1 }, { a: { 'b.c': 1 } }, { a: [{ $b: 1 }] }])(
		'fails for a name that the store does not take: %j',
		async (given) => {
			seed({ [key]: current });
			const { status, data } = await update({ [key]: given });
			expect([status, data]).toEqual([
				500,
				{
					statusCode: 500,
					error: 'Internal Server Error',
					message: 'An internal server error occurred',
				},
			]);
			expect(tenant().users.all()[0]?.[key]).toEqual(current);
		},
	);

	it('sets it where there was none', async () => {
		seed();
		expect((await update({ [key]: { plan: 'gold' } })).data[key]).toEqual({ plan: 'gold' });
	});
});

describe('An update is refused with 400', () => {
	const values: Record<string, unknown> = {
		password: 'Another-Horse-9',
		email: 'janet@example.com',
		email_verified: true,
		username: 'janet',
	};
	it.each([
		['password', 'email'],
		['password', 'email_verified'],
		['username', 'email'],
		['username', 'email_verified'],
		['username', 'password'],
	])('for %s with %s', async (one, other) => {
		seed({ connection: 'Users-With-Username', username: 'jane' });
		expect((await update({ [one]: values[one] })).status).toBe(200);
		const { status, data } = await update({ [other]: values[other], [one]: values[one] });
		expect(status).toBe(400);
		expect(data).toHaveProperty('message', `Cannot update ${one} and ${other} simultaneously.`);
	});

	const UNSUPPORTED = 'Connection is not supported for this operation.';
	const DISABLED = 'Cannot change email or password for users in a disabled connection.';
	const refusals: Array<[string, string[], object, string]> = [
		['a weak password', [DATABASE], { password: 'weak' }, 'PasswordStrengthError'],
		['a username where there are none', [DATABASE], { username: 'x' }, 'Cannot set username'],
		['an unknown connection', [DATABASE], { connection: 'x' }, 'Connection does not exist.'],
		['a connection that the user is not in', [DATABASE], { connection: 'sms' }, UNSUPPORTED],
		['the password of a social user', ['google-oauth2'], { password: 'x' }, UNSUPPORTED],
		[
			'the email of a social user',
			['google-oauth2'],
			{ email: 'x@example.com' },
			'Cannot update email for non-database user.',
		],
		['the email in a disabled one', ['Disabled-Database'], { email: 'x@example.com' }, DISABLED],
		['the password in a disabled one', ['Disabled-Database'], { password: 'x' }, DISABLED],
		[
			'email_verified of an enterprise user',
			['corp-saml'],
			{ email_verified: true },
			'Email verification is not supported for enterprise users.',
		],
		['email_verified by sms', ['sms'], { email_verified: true }, UNSUPPORTED],
		...['google-oauth2', 'corp-saml'].flatMap((name): Array<[string, string[], object, string]> => [
			[
				`attributes that ${name} syncs`,
				[name],
				{ given_name: 'X', nickname: 'y' },
				`The following user attributes cannot be updated: given_name, nickname. The connection (${name}) must`,
			],
			[
				`unsetting attributes that ${name} syncs`,
				[name],
				{ given_name: null },
				`The following user attributes cannot be removed: given_name. The connection (${name}) should`,
			],
		]),
		[
			'attributes of a secondary identity',
			[DATABASE, 'sms'],
			{ connection: 'sms', name: 'X' },
			'The following user attributes cannot be updated: name. The specified connection belongs to a secondary identity.',
		],
	];
	it.each(refusals)('for %s', async (_name, connections, body, message) => {
		const [before] = seedIn(...connections);
		const { status, data } = await update(body);
		expect(status).toBe(400);
		expect(data).toHaveProperty('message', expect.stringContaining(message));
		expect(tenant().users.get(JANE)).toEqual(before);
	});

	it.each([
		['metadata of a social user', ['google-oauth2'], { user_metadata: { a: 1 }, blocked: true }],
		['email_verified of a social user', ['google-oauth2'], { email_verified: true }],
		['attributes of a passwordless user', ['sms'], { name: 'X' }],
		['a secondary identity by its connection', ['sms', DATABASE], { connection: DATABASE }],
	])('but not for %s', async (_name, connections, body) => {
		seedIn(...connections);
		expect((await update(body)).status).toBe(200);
	});
});

it('updating a user that is not there is refused with 404', async () => {
	const { status, data } = await update({ name: 'X' }, 'auth0|nobody');
	expect(status).toBe(404);
	expect(data).toEqual({
		statusCode: 404,
		error: 'Not Found',
		message: 'The user does not exist.',
		errorCode: 'inexistent_user',
	});
});
