import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byName, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const STORED = { plan: 'gold', address: { city: 'Rome', zip: '00100' } };

beforeEach(() => {
	tenant().seedUsers([account('jane', { given_name: 'Jane', user_metadata: STORED })]);
});

async function update(parameters: INodeParameters, json: IDataObject = {}) {
	const { error } = await execute(
		credentialFor(tenant()),
		{ operation: 'update', userId: jane, ...parameters },
		[json],
	);
	const writes = tenant().requests.filter(({ method }) => method === 'PATCH');
	return { error, sent: writes.map(({ body }) => body), user: tenant().users.get(JANE) };
}

const fields = (updateFields: INodeParameters, options: INodeParameters = {}) => ({
	updateFields,
	options,
});
const body = (expression: string) => ({ specifyBody: 'json', body: `={{ (${expression}) }}` });
const row = (entry: INodeParameters) => ({ userMetadataFields: { entry: [entry] } });
const missing = '={{ $json.missing }}';

describe('an expression that finds nothing removes nothing', () => {
	const nothing: Array<[string, INodeParameters]> = [
		['in a row', fields(row({ name: 'plan', type: 'asEntered', value: missing }))],
		['in a row of JSON', fields(row({ name: 'plan', type: 'json', value: missing }))],
		['in a row of a number', fields(row({ name: 'plan', type: 'number', value: missing }))],
		['in JSON', fields({ userMetadata: '={{ ({ plan: $json.missing }) }}' })],
		['below the first level', fields({ userMetadata: '={{ ({ address: { city: $json.a } }) }}' })],
		[
			'merging deeply',
			fields({ userMetadata: '={{ ({ a: { b: $json.a } }) }}' }, { metadataMode: 'mergeDeeply' }),
		],
		[
			'replacing',
			fields({ userMetadata: '={{ ({ plan: $json.a }) }}' }, { metadataMode: 'replace' }),
		],
		['in metadata of Body', body('{ user_metadata: { plan: $json.missing } }')],
		['in Body', body('{ given_name: $json.missing }')],
		['in a field', fields({ givenName: missing })],
		['in Connection', fields({ connection: byName(missing) })],
		['but Connection alone', fields({ connection: byName('x') })],
	];

	it.each(nothing)('%s: there is nothing to update', async (_, parameters) => {
		const { error, sent, user } = await update(parameters);
		expect(error?.message).toBe('No fields to update.');
		expect(sent).toEqual([]);
		expect(user?.user_metadata).toEqual(STORED);
	});

	it('beside one that finds something', async () => {
		const userMetadata = '={{ ({ plan: $json.plan, address: { city: $json.city } }) }}';
		const { sent } = await update(fields({ userMetadata }), { plan: 'free' });
		expect(sent).toEqual([{ user_metadata: { plan: 'free' } }]);
	});

	it('nor counts in a combination that is refused', async () => {
		const { error } = await update(body("{ password: 'Correct-Horse-8', email: $json.missing }"));
		expect(error).toBeUndefined();
	});
});

it.each([
	[fields({ givenName: '={{ Number("x") }}' }), 'Given Name'],
	[fields({ userMetadata: '={{ ({ a: { b: Number("x") } }) }}' }), 'User Metadata (JSON)'],
	[fields(row({ name: 'a', type: 'asEntered', value: '={{ 1 / 0 }}' })), 'User Metadata (Fields)'],
	[body('{ user_metadata: { a: [0 / 0] } }'), 'Body'],
])('a calculation without a result is refused: %j', async (parameters, field) => {
	const { error, sent } = await update(parameters);
	expect(error?.message).toContain(field);
	expect(sent).toEqual([]);
});

it.each(['constructor', 'prototype', '__proto__'])('metadata may be named %s', async (name) => {
	const json = `{"${name}":{"x":1},"b":{"${name}":2}}`;
	const { sent } = await update(fields({ userMetadata: json }));
	expect(JSON.stringify(sent)).toBe(`[{"user_metadata":${json}}]`);
});

it.each([
	['1,"b":2', /is not valid JSON/],
	['{"x":1}, "value": 5', /is not valid JSON/],
	['', /is empty/],
])('a row of JSON that holds %j is refused', async (value, message) => {
	const { error } = await update(fields(row({ name: 'a', type: 'json', value })));
	expect(error?.message).toMatch(message);
});

it('a byte order mark before JSON is no part of it', async () => {
	const { sent } = await update(fields({ userMetadata: '\uFEFF{"a":1}' }));
	expect(sent).toEqual([{ user_metadata: { a: 1 } }]);
});

describe('Clear Fields', () => {
	it.each(['={{ ["givenName", "given_name"] }}', '={{ "given_name" }}', '={{ " givenName , " }}'])(
		'takes %s',
		async (clearFields) => {
			const { sent } = await update(fields({ clearFields }));
			expect(sent).toEqual([{ given_name: null }]);
		},
	);

	it('refuses a name that it does not know', async () => {
		const { error, sent } = await update(fields({ clearFields: ['firstName'], nickname: 'J' }));
		expect(error?.message).toBe("'Clear Fields' contains “firstName”, which cannot be cleared.");
		expect(sent).toEqual([]);
	});
});

it('refuses a Metadata Mode that does not exist', async () => {
	const { error, sent } = await update(
		fields({ userMetadata: '{}' }, { metadataMode: '=Replace' }),
	);
	expect(error?.message).toBe("'Metadata Mode' must be merge, mergeDeeply or replace.");
	expect(sent).toEqual([]);
});
