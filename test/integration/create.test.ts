import type { INodeParameters } from 'n8n-workflow';

import { DATABASE, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byName, connection } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const create = async (parameters: INodeParameters, json = [{}]) =>
	await execute(
		credentialFor(tenant(), 'createOnly'),
		{ operation: 'create', ...parameters },
		json,
	);

const jane = { connection, email: 'jane@example.com', password: PASSWORD };

const sentBody = () =>
	tenant()
		.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v2/users')
		.at(-1)?.body;

describe('Create', () => {
	it('makes a user with a client that holds only create:users', async () => {
		const { items, error } = await create({ ...jane, simplify: false });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: tenant().users.all()[0], pairedItem: { item: 0 } }]);
		expect(sentBody()).toEqual({
			connection: DATABASE,
			email: 'jane@example.com',
			password: PASSWORD,
		});
	});

	it('has the default connection of Auth0 as its own', async () => {
		await create({ email: 'jane@example.com', password: PASSWORD });
		expect(sentBody()).toMatchObject({ connection: DATABASE });
	});

	it('sends every property by the name that Auth0 uses', async () => {
		const { error } = await create({
			...jane,
			connection: byName('Users-With-Username'),
			additionalFields: {
				blocked: true,
				emailVerified: true,
				familyName: 'Doe',
				givenName: 'Jane',
				name: 'Jane Doe',
				nickname: 'jane',
				phoneNumber: '+15551234567',
				phoneVerified: true,
				picture: 'https://example.com/jane.png',
				userId: 'jane-1',
				username: 'janedoe',
				verifyEmail: false,
				userMetadata: '{"theme":"dark"}',
				appMetadata: '{"plan":"gold"}',
			},
		});
		expect(error).toBeUndefined();
		expect(sentBody()).toEqual({
			connection: 'Users-With-Username',
			email: 'jane@example.com',
			password: PASSWORD,
			blocked: true,
			email_verified: true,
			family_name: 'Doe',
			given_name: 'Jane',
			name: 'Jane Doe',
			nickname: 'jane',
			phone_number: '+15551234567',
			phone_verified: true,
			picture: 'https://example.com/jane.png',
			user_id: 'jane-1',
			username: 'janedoe',
			verify_email: false,
			user_metadata: { theme: 'dark' },
			app_metadata: { plan: 'gold' },
		});
	});

	it('takes rows of a sheet: empty cells are not sent, text becomes a boolean, a number text', async () => {
		const { error } = await create(
			{
				connection: byName('Users-With-Username'),
				email: '={{ $json.email }}',
				password: PASSWORD,
				additionalFields: {
					username: '={{ $json.username }}',
					givenName: '={{ $json.first }}',
					nickname: '={{ $json.missing }}',
					emailVerified: '={{ $json.verified }}',
					blocked: '={{ $json.blocked }}',
				},
			},
			[
				{
					email: ' jane@example.com ',
					username: 12345,
					first: '',
					verified: 'TRUE',
					blocked: 'false',
				},
			],
		);
		expect(error).toBeUndefined();
		expect(sentBody()).toEqual({
			connection: 'Users-With-Username',
			email: 'jane@example.com',
			password: PASSWORD,
			username: '12345',
			email_verified: true,
			blocked: false,
		});
	});

	it('makes passwordless users without a password', async () => {
		await create({
			connection: byName('sms'),
			additionalFields: { phoneNumber: '+15551234567' },
		});
		expect(sentBody()).toEqual({ connection: 'sms', phone_number: '+15551234567' });
		expect(tenant().users.all()).toHaveLength(1);
	});

	it.each([
		[{ ...jane, connection: byName('={{ "" }}') }, /^'Connection' is empty/],
		[{ ...jane, email: '' }, /^'Email', .* are all empty/],
		[{ ...jane, email: 'jane' }, /^“jane” in 'Email' is not an email address/],
		[{ ...jane, additionalFields: { phoneNumber: '555' } }, /^“555” in 'Phone Number'/],
		[{ ...jane, additionalFields: { givenName: '={{ [1] }}' } }, /^'Given Name' must be text/],
		[
			{ ...jane, additionalFields: { userMetadata: '{"a":' } },
			/^'User Metadata \(JSON\)' is not valid/,
		],
		[
			{ ...jane, additionalFields: { appMetadata: '[1]' } },
			/^'App Metadata \(JSON\)' is not a JSON obj/,
		],
	])('refuses %j before anything is sent', async (parameters: INodeParameters, message) => {
		const { error } = await create(parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/\w\.$/);
		expect(tenant().requests).toEqual([]);
	});

	it('does not repeat a password that stands in broken JSON', async () => {
		const { error } = await create({
			specifyBody: 'json',
			body: '{"connection": "x",\n "password": "hunter2',
		});
		expect(error?.message).toMatch(/^'Body' is not valid JSON/);
		expect(JSON.stringify([error?.message, error?.description])).not.toContain('hunter2');
	});
});

describe('metadata in rows', () => {
	const rows = (...entry: object[]) => ({
		...jane,
		additionalFields: { userMetadataFields: { entry: entry.map((row) => ({ ...row })) } },
	});

	it('keeps types', async () => {
		await create(
			rows(
				{ name: 'plain', type: 'asEntered', value: '42' },
				{ name: 'expression', type: 'asEntered', value: '={{ 42 }}' },
				{ name: 'number', type: 'number', value: '3.5' },
				{ name: 'boolean', type: 'boolean', value: 'False' },
				{ name: 'json', type: 'json', value: '{"a":[1,null]}' },
				{ name: 'object', type: 'json', value: '={{ {"b":2} }}' },
				{ name: 'null', type: 'null' },
			),
		);
		expect(JSON.stringify(sentBody())).toContain(
			'"user_metadata":{"plain":"42","expression":42,"number":3.5,"boolean":false,"json":{"a":[1,null]},"object":{"b":2},"null":null}',
		);
	});

	it.each([
		[[{ name: ' ', value: 'x' }], /without a name/],
		[
			[
				{ name: 'a', value: '1' },
				{ name: 'a', value: '2' },
			],
			/two entries named “a”/,
		],
		[[{ name: 'a', type: 'number', value: 'x' }], /^The entry “a” in '.*' must be a number/],
		[[{ name: 'a', type: 'boolean', value: 'x' }], /^The entry “a” in '.*' must be true or false/],
		[[{ name: 'a', type: 'json', value: '{' }], /^The entry “a” in '.*' is not valid JSON/],
	])('refuses %j', async (entries: object[], message) => {
		const { error } = await create(rows(...entries));
		expect(error?.message).toContain('User Metadata (Fields)');
		expect(error?.message).toMatch(message);
		expect(tenant().requests).toEqual([]);
	});

	it('refuses rows beside JSON', async () => {
		const { error } = await create({
			...jane,
			additionalFields: {
				appMetadata: '{}',
				appMetadataFields: { entry: [{ name: 'a', value: 'b' }] },
			},
		});
		expect(error?.message).toBe("'App Metadata' is set twice: as fields and as JSON.");
	});
});

describe('Create using JSON', () => {
	const body = { connection: DATABASE, email: 'jane@example.com', password: PASSWORD };

	it.each([[JSON.stringify(body)], [`={{ ${JSON.stringify(body)} }}`]])(
		'sends %j as it is',
		async (given) => {
			const { error } = await create({ specifyBody: 'json', body: given });
			expect(error).toBeUndefined();
			expect(sentBody()).toEqual(body);
		},
	);

	it.each([
		['{"email":"jane@example.com"}', /^'Body' has no connection/],
		['{"connection":"email"}', /^'Email', .* are all empty/],
		['{"connection":"email","email":"x"}', /^“x” in 'Email'/],
		['{"connection":"email","email":"a@b.c","blocked":"yes"}', /“blocked” in 'Body' must be true/],
		['{"connection":5,"email":"a@b.c"}', /“connection” in 'Body' must be text/],
		['nothing', /^'Body' is not valid JSON/],
		['[]', /^'Body' is not a JSON object/],
		['={{ null }}', /^'Body' is not a JSON object/],
	])('refuses %j', async (given, message) => {
		const { error } = await create({ specifyBody: 'json', body: given });
		expect(error?.message).toMatch(message);
		expect(tenant().requests).toEqual([]);
	});
});
