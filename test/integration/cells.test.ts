import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE, PASSWORD } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { execute } from '../support/engine';
import { byId, connection, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const NEW = { connection, password: PASSWORD, email: 'new@example.com' };

/** The body of the only change of users that was sent. */
async function sentBy(parameters: INodeParameters, json: IDataObject = {}) {
	const { error } = await execute(credentialFor(tenant()), parameters, [json]);
	expect(error).toBeUndefined();
	const bodies = tenant()
		.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v2/users'))
		.map(({ body }) => body);
	expect(bodies).toHaveLength(1);
	return bodies[0];
}

describe('a number of a sheet is text where Auth0 takes text', () => {
	beforeEach(() => {
		tenant().seedUsers([account('jane')]);
	});

	it('in Update', async () => {
		const names = ['givenName', 'familyName', 'name', 'nickname'];
		const updateFields = Object.fromEntries(names.map((name) => [name, VALUE]));
		const body = await sentBy({ operation: 'update', userId: jane, updateFields }, { value: 4711 });
		expect(body).toEqual({
			given_name: '4711',
			family_name: '4711',
			name: '4711',
			nickname: '4711',
		});
	});

	it.each(['password', 'username'])('in Update: %s', async (name) => {
		const parameters = { operation: 'update', userId: jane, updateFields: { [name]: VALUE } };
		const [fate] = await eachValue(tenant(), parameters, [12345678]);
		expect(fate?.sent[0]?.body).toEqual({ [name]: '12345678' });
	});

	it('in Change Password', async () => {
		const parameters = { operation: 'changePassword', userId: jane, password: VALUE };
		const [fate] = await eachValue(tenant(), parameters, [12345678]);
		expect(fate?.sent[0]?.body).toEqual({ password: '12345678' });
	});

	it('in Create', async () => {
		const body = await sentBy(
			{ operation: 'create', ...NEW, additionalFields: { nickname: VALUE } },
			{ value: 1234567890.5 },
		);
		expect(body).toMatchObject({ nickname: '1234567890.5' });
	});

	const INEXACT = [12345678901234567000, 1e21, 1e-7];

	it.each<[string, INodeParameters]>([
		["'Nickname'", { operation: 'update', userId: jane, updateFields: { nickname: VALUE } }],
		["'Password'", { operation: 'changePassword', userId: jane, password: VALUE }],
		["'Email'", { operation: 'create', ...NEW, email: VALUE }],
		["'Username'", { operation: 'upsert', ...NEW, fieldsToSet: { username: VALUE } }],
		["'User'", { operation: 'get', userId: byId(VALUE) }],
		[
			"'Result URL'",
			{
				operation: 'emailAndLink:createPasswordTicket',
				userId: jane,
				options: { resultUrl: VALUE },
			},
		],
		["'Name'", { operation: 'getAll', filters: { name: VALUE } }],
		[
			"The entry “a” in 'Metadata'",
			{
				operation: 'getAll',
				filters: { metadata: { entry: [{ kind: 'app', name: 'a', value: VALUE }] } },
			},
		],
	])('%s refuses one that has lost its last digits', async (label, parameters) => {
		for (const { error, description, sent } of await eachValue(tenant(), parameters, INEXACT)) {
			expect(error).toBe(`${label} is a number that n8n cannot read exactly.`);
			expect(description).toContain('as text');
			expect(sent).toEqual([]);
		}
	});

	it('but true and false are no text', async () => {
		const parameters = { operation: 'update', userId: jane, updateFields: { nickname: VALUE } };
		const fates = await eachValue(tenant(), parameters, [true, false]);
		expect(fates.map(({ error }) => error)).toEqual(Array(2).fill("'Nickname' must be text."));
	});
});

const BLANKS = ['', ' ', null, undefined];

describe('a blank cell is a field that a new user is not given', () => {
	const row = (name: string, type: string) => ({ name, type, value: VALUE });
	const additional = {
		nickname: VALUE,
		givenName: VALUE,
		userMetadata: VALUE,
		appMetadataFields: {
			entry: [
				row('text', 'asEntered'),
				row('number', 'number'),
				row('boolean', 'boolean'),
				row('json', 'json'),
				{ name: 'plan', type: 'asEntered', value: 'gold' },
			],
		},
	};

	it.each(BLANKS)('in Create: %p', async (value) => {
		const parameters = { operation: 'create', ...NEW, additionalFields: additional };
		expect(await sentBy(parameters, { value })).toEqual({
			connection: DATABASE,
			email: NEW.email,
			password: NEW.password,
			app_metadata: { plan: 'gold' },
		});
	});

	it.each(BLANKS)('in Invite: %p', async (value) => {
		const parameters = { operation: 'invite', ...NEW, additionalFields: additional };
		expect(await sentBy(parameters, { value })).toEqual({
			connection: DATABASE,
			email: NEW.email,
			password: expect.any(String),
			email_verified: false,
			verify_email: false,
			app_metadata: { plan: 'gold', invited_at: expect.any(String) },
		});
	});

	it.each(BLANKS)('in Create or Update, where it empties nothing: %p', async (value) => {
		tenant().seedUsers([
			{
				...account('jane'),
				nickname: 'j',
				user_metadata: { theme: 'dark' },
				app_metadata: { plan: 'free', text: 'stays' },
			},
		]);
		const parameters = { operation: 'upsert', ...NEW, fieldsToSet: additional };
		const body = await sentBy({ ...parameters, email: 'jane@example.com' }, { value });
		expect(body).toEqual({ app_metadata: { plan: 'gold' } });
		expect(tenant().users.require(JANE)).toMatchObject({
			nickname: 'j',
			user_metadata: { theme: 'dark' },
			app_metadata: { plan: 'gold', text: 'stays' },
		});
	});

	it('so that a row without a name and a value is nothing', async () => {
		const entry = [{ name: VALUE, type: 'asEntered', value: VALUE }];
		const additionalFields = { userMetadataFields: { entry } };
		const body = await sentBy({ operation: 'create', ...NEW, additionalFields }, { value: '' });
		expect(body).not.toHaveProperty('user_metadata');
	});
});

describe('a blank cell in Update', () => {
	const STORED = { plan: 'gold', seats: 3 };
	beforeEach(() => {
		tenant().seedUsers([{ ...account('jane'), app_metadata: STORED }]);
	});

	const row = (type: string) => ({
		operation: 'update',
		userId: jane,
		updateFields: { appMetadataFields: { entry: [{ name: 'plan', type, value: VALUE }] } },
	});

	it.each<[string, INodeParameters, unknown, RegExp]>([
		[
			'a number',
			row('number'),
			'',
			/^The entry “plan” in 'App Metadata \(Fields\)' must be a number/,
		],
		['a number', row('number'), null, /must be a number/],
		['a boolean', row('boolean'), '', /must be true or false/],
		['a boolean', row('boolean'), null, /must be true or false/],
		['JSON', row('json'), '', /^The entry “plan” in 'App Metadata \(Fields\)' is empty/],
		['anything', row('asEntered'), undefined, /^No fields to update/],
		['JSON', { ...row('json'), updateFields: { appMetadata: VALUE } }, '', /\(JSON\)' is empty/],
		['JSON', { ...row('json'), updateFields: { appMetadata: VALUE } }, null, /is not a JSON obj/],
	])('does not count as %s', async (_what, parameters, value, message) => {
		const [fate] = await eachValue(tenant(), parameters, [value]);
		expect(fate?.error).toMatch(message);
		expect(fate?.sent).toEqual([]);
		expect(tenant().users.require(JANE).app_metadata).toEqual(STORED);
	});

	it('is an empty text where it can be one, and null removes the name', async () => {
		const [empty, nothing] = await eachValue(tenant(), row('asEntered'), ['', null]);
		expect(empty?.sent[0]?.body).toEqual({ app_metadata: { plan: '' } });
		expect(nothing?.sent[0]?.body).toEqual({ app_metadata: { plan: null } });
		expect(tenant().users.require(JANE).app_metadata).toEqual({ seats: 3 });
	});
});
