import type { INodeParameters } from 'n8n-workflow';

import { account, DATABASE, PASSWORD } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { connection, jane } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

const NEW = { connection, password: PASSWORD, email: 'new@example.com' };
const update = (updateFields: INodeParameters) => ({
	operation: 'update',
	userId: jane,
	updateFields,
});
const rowOf = (type: string, name = 'a') => ({
	userMetadataFields: { entry: [{ name, type, value: VALUE }] },
});
const fateOf = async (parameters: INodeParameters, value: unknown) =>
	(await eachValue(tenant(), parameters, [value]))[0];

describe('a row of type Number', () => {
	it.each([
		['42', 42],
		[' -3.50 ', -3.5],
		[0.1, 0.1],
		['9007199254740991', 9007199254740991],
	])('takes %p', async (value, number) => {
		const fate = await fateOf(update(rowOf('number')), value);
		expect(fate?.error).toBe('');
		expect(fate?.sent[0]?.body).toEqual({ user_metadata: { a: number } });
	});

	it('refuses what it would change, and says how to keep it', async () => {
		const values = [
			'00420',
			'0x1F',
			'1e5',
			'１２',
			'Infinity',
			'1,5',
			'1.000,5',
			'12345678901234567890',
		];
		const others = [12345678901234567000, '9007199254740993', 'x', true, [1], {}];
		for (const fate of await eachValue(tenant(), update(rowOf('number')), [...values, ...others])) {
			expect(fate.error).toBe("The entry “a” in 'User Metadata (Fields)' must be a number.");
			expect(fate.description).toContain("set 'Type' to Automatic");
			expect(fate.sent).toEqual([]);
		}
	});
});

it.each([
	['Yes', true],
	[1, true],
	[' OFF ', false],
	['0', false],
])('a row of type Boolean reads %p as %p', async (value, isOn) => {
	const fate = await fateOf(update(rowOf('boolean')), value);
	expect(fate?.sent[0]?.body).toEqual({ user_metadata: { a: isOn } });
});

describe('a number with more digits than JSON keeps', () => {
	const json = '{\n  "id": 12345678901234567890 }';

	it.each<[string, INodeParameters, string]>([
		['User Metadata (JSON)', update({ userMetadata: VALUE }), json],
		['App Metadata (JSON)', update({ appMetadata: VALUE }), '{\n "a": [[0.1234567890123456789]]}'],
		[
			"The entry “a” in 'User Metadata (Fields)'",
			update(rowOf('json')),
			'\n      9007199254740993',
		],
		[
			'Body',
			{ operation: 'update', userId: jane, specifyBody: 'json', body: VALUE },
			'{\n"user_metadata": { "x": 1e999 } }',
		],
		[
			'Body',
			{ operation: 'create', specifyBody: 'json', body: VALUE },
			'{\n"connection": "x", "user_metadata": { "x": -9007199254740993 } }',
		],
		[
			'Body',
			{ resource: 'apiRequest', operation: 'send', method: 'POST', path: '/x', body: VALUE },
			'{\n"x": 12345678901234567890 }',
		],
	])('is refused in %s, with its place', async (label, parameters, text) => {
		const fate = await fateOf(parameters, text);
		expect(fate?.error).toMatch(/ has a number that would lose digits: see line 2, column \d+\.$/);
		expect(fate?.error).toContain(label);
		expect(fate?.description).toContain('double quotes');
		expect(fate?.sent).toEqual([]);
	});

	it.each<[INodeParameters]>([
		[update({ userMetadata: VALUE })],
		[update({ userMetadataFields: { entry: [{ name: 'a', type: 'json', value: VALUE }] } })],
		[update({ userMetadataFields: { entry: [{ name: 'a', type: 'asEntered', value: VALUE }] } })],
	])('is refused when an expression returns it: %j', async (parameters) => {
		const fate = await fateOf(parameters, { id: 12345678901234567000 });
		expect(fate?.error).toMatch(
			/^'User Metadata \((JSON|Fields)\)' has a number that n8n cannot read exactly\.$/,
		);
		expect(fate?.sent).toEqual([]);
	});

	it('is no matter in a text, nor is another way to write a number', async () => {
		const text = '{"id":"12345678901234567890 \\\\","b\\"1e999":[1.50,1e3,0.0,2.5E-3]}';
		const fate = await fateOf(update({ userMetadata: VALUE }), text);
		expect(fate?.sent[0]?.body).toEqual({
			user_metadata: { id: '12345678901234567890 \\', 'b"1e999': [1.5, 1000, 0, 0.0025] },
		});
	});
});

describe('a name that Auth0 cannot store', () => {
	it.each<[string, INodeParameters, unknown, string, string]>([
		['in a row', update(rowOf('asEntered', 'address.city')), 'x', 'address.city', 'User Metadata'],
		['in a row', update(rowOf('asEntered', '$plan')), 'x', '$plan', 'User Metadata'],
		['in JSON', update({ appMetadata: VALUE }), '{"a.b":null}', 'a.b', 'App Metadata'],
		['below', update({ appMetadata: VALUE }), { a: { b: [{ 'c.d': 1 }] } }, 'a → b → c.d', 'App M'],
		['below a row', update(rowOf('json')), '{"$set":1}', 'a → $set', 'User Metadata'],
		[
			'in Create',
			{ operation: 'create', ...NEW, additionalFields: { userMetadata: VALUE } },
			{ 'a.b': 1 },
			'a.b',
			'User Metadata',
		],
		[
			'in Create or Update',
			{ operation: 'upsert', ...NEW, fieldsToSet: { appMetadata: VALUE } },
			{ $a: 1 },
			'$a',
			'App Metadata',
		],
		[
			'in Invite',
			{ operation: 'invite', ...NEW, additionalFields: { appMetadata: VALUE } },
			{ 'a.b': 1 },
			'a.b',
			'App Metadata',
		],
		[
			'in Body',
			{ operation: 'update', userId: jane, specifyBody: 'json', body: VALUE },
			{ app_metadata: { 'a.b': 1 } },
			'a.b',
			'App Metadata',
		],
		[
			'in Body',
			{ operation: 'create', specifyBody: 'json', body: VALUE },
			{ connection: DATABASE, email: 'a@example.com', user_metadata: { x: { $y: 1 } } },
			'x → $y',
			'User Metadata',
		],
	])('%s is refused: %j', async (_where, parameters, value, name, label) => {
		const fate = await fateOf(parameters, value);
		expect(fate?.error).toMatch(/must not (start with \$|contain a dot)\.$/);
		expect(fate?.error).toContain(`The name “${name}” in '${label}`);
		expect(fate?.description).toMatch(/^Auth0 cannot store such a name\./);
		expect(fate?.sent).toEqual([]);
	});

	it('is shown as it has to be written', async () => {
		const fate = await fateOf(update(rowOf('asEntered', 'address.city')), 'x');
		expect(fate?.description).toContain('{ "address": { "city": … } }');
	});

	it('is none of those that hold a $ behind the first letter', async () => {
		const fate = await fateOf(update({ userMetadata: VALUE }), { us$: 1, 'a b': { 'ü-1': 2 } });
		expect(fate?.error).toBe('');
	});
});

describe('metadata in Body', () => {
	it.each(['text', 5, null, [1], true])('is refused where it is %j', async (metadata) => {
		const create = { operation: 'create', specifyBody: 'json', body: VALUE };
		const user = { connection: DATABASE, email: 'a@example.com', password: PASSWORD };
		const created = await fateOf(create, { ...user, user_metadata: metadata });
		expect(created).toMatchObject({ error: "'User Metadata' is not a JSON object.", sent: [] });
		const change = { operation: 'update', userId: jane, specifyBody: 'json', body: VALUE };
		const updated = await fateOf(change, { app_metadata: metadata });
		expect(updated).toMatchObject({ error: "'App Metadata' is not a JSON object.", sent: [] });
	});
});
