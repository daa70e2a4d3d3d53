import type { INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { byName, jane } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('joe')]);
});

const GONE = { operation: 'user:bulkUpdate', change: 'delete', dryRun: false };
const text = [true, ['x'], { a: 1 }];

// What counted as nothing, so that more users were found, or less was done, than was asked for.
it.each<[string, INodeParameters, unknown[]]>([
	[
		"'Metadata' is empty.",
		{ ...GONE, filters: { name: 'x', metadata: VALUE } },
		[undefined, 'x', {}, { entry: [] }],
	],
	[
		"'Result URL' must be text.",
		{ operation: 'emailAndLink:createPasswordTicket', userId: jane, options: { resultUrl: VALUE } },
		text,
	],
	[
		"'Connection' must be text.",
		{
			operation: 'changePassword',
			userId: jane,
			password: 'New-Horse-99',
			options: { connection: byName(VALUE) },
		},
		text,
	],
	[
		"'Fields' must be text.",
		{ operation: 'get', userId: jane, options: { fields: VALUE } },
		[true, [{ no: 1 }], ['email', true]],
	],
	["'User' must be text.", { operation: 'delete', userId: VALUE }, text],
	["'Name' must be text.", { ...GONE, filters: { name: VALUE } }, text],
	["'Query' must be text.", { ...GONE, searchBy: 'query', query: VALUE }, text],
	[
		"'Clear Fields' must be text.",
		{ operation: 'update', userId: jane, updateFields: { nickname: 'j', clearFields: VALUE } },
		[true, { a: 1 }],
	],
	[
		"'Roles' is a number that n8n cannot read exactly.",
		{ operation: 'role:addToUser', userId: jane, roles: { role: [{ role: VALUE }] } },
		[1e21],
	],
])('%s', async (message, parameters, values) => {
	for (const { error, description, sent } of await eachValue(tenant(), parameters, values)) {
		expect(error).toBe(message);
		expect(description).toMatch(/\w\.$/);
		expect(sent).toEqual([]);
	}
	expect(tenant().users.all()).toHaveLength(2);
});
