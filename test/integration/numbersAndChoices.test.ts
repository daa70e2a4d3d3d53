import type { INodeParameters } from 'n8n-workflow';

import { account, PASSWORD } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { connection, jane } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane'), account('joe')]);
});

const option = (name: string) => ({ userId: jane, options: { [name]: VALUE } });
const NEW = { connection, password: PASSWORD, email: 'new@example.com' };

/** What no number of the panel can be. */
const NO_NUMBER = ['', null, undefined, 'abc', 'yes', '0x10', '1e2', '1,5', -1, 0, 1e21, [5], true];

describe('a number of the panel', () => {
	it.each<[string, INodeParameters, unknown[]]>([
		["'Limit' must be a whole number of 1 or more.", { operation: 'getAll', limit: VALUE }, [1.5]],
		[
			"'Maximum Users' must be a whole number of 1 or more.",
			{ operation: 'user:bulkUpdate', filters: { name: 'x' }, maxUsers: VALUE },
			[1.5],
		],
		[
			"'Log Events' must be a whole number from 1 to 100.",
			{ operation: 'getEverything', ...option('logEvents') },
			[101, 1.5],
		],
		[
			"'Max Concurrent Requests' must be a whole number from 1 to 50.",
			{ operation: 'block', ...option('requestsInFlight') },
			[51, 1.5],
		],
		[
			"'Timeout' must be a number from 1 to 300.",
			{ operation: 'block', ...option('timeout') },
			[301],
		],
		[
			"'Valid For (Hours)' must be a number of 0.01 or more.",
			{ operation: 'emailAndLink:createPasswordTicket', ...option('validForHours') },
			[],
		],
	])('%s', async (message, parameters, others) => {
		for (const fate of await eachValue(tenant(), parameters, [...NO_NUMBER, ...others])) {
			expect(fate.error).toBe(message);
			expect(fate.description).toContain('The value is');
			expect(fate.sent).toEqual([]);
		}
		for (const { error } of await eachValue(tenant(), parameters, [1, ' 2 '])) {
			expect(error).toBe('');
		}
	});

	it('is told of by the item that holds it, whatever the first one holds', async () => {
		const fates = await eachValue(tenant(), { operation: 'block', ...option('timeout') }, [
			'abc',
			30,
		]);
		expect(fates.map(({ error }) => error)).toEqual([
			"'Timeout' must be a number from 1 to 300.",
			'',
		]);
	});

	it('may be a part of an hour', async () => {
		const parameters = {
			operation: 'emailAndLink:createPasswordTicket',
			...option('validForHours'),
		};
		const [fate] = await eachValue(tenant(), parameters, ['0.5']);
		expect(fate?.sent[0]?.body).toMatchObject({ ttl_sec: 1800 });
	});
});

const rows = { entry: [{ name: 'a', type: VALUE, value: 'x' }] };

it.each<[string, INodeParameters]>([
	[
		"'Find By' must be email, phone, userId or username.",
		{ operation: 'upsert', ...NEW, findBy: VALUE },
	],
	["'Search By' must be filters or query.", { operation: 'getAll', searchBy: VALUE }],
	["'Invitation' must be email or link.", { operation: 'invite', ...NEW, invitation: VALUE }],
	["'Input Mode' must be fields or json.", { operation: 'create', ...NEW, specifyBody: VALUE }],
	[
		"'Change' must be addRoles, block, delete, removeRoles, revokeAccess, sendPasswordReset or update.",
		{ operation: 'user:bulkUpdate', filters: { name: 'x' }, change: VALUE, dryRun: false },
	],
	[
		"'Metadata Mode' must be merge, mergeDeeply or replace.",
		{ operation: 'update', ...option('metadataMode'), updateFields: { userMetadata: '{"a":1}' } },
	],
	[
		"'Sort By' must be created_at, email, last_login, name, logins_count or updated_at.",
		{ operation: 'getAll', sort: { order: { field: VALUE } } },
	],
	[
		"'Direction' must be asc or desc.",
		{ operation: 'getAll', sort: { order: { field: 'email', direction: VALUE } } },
	],
	[
		"'Kind' must be app or user.",
		{
			operation: 'getAll',
			filters: { metadata: { entry: [{ kind: VALUE, name: 'plan', value: 'gold' }] } },
		},
	],
	[
		"'Type' must be asEntered, boolean, json, null or number.",
		{ operation: 'update', userId: jane, updateFields: { userMetadataFields: rows } },
	],
	[
		"'Send By' must be email or sms.",
		{
			resource: 'emailAndLink',
			operation: 'emailAndLink:startPasswordless',
			channel: VALUE,
			email: 'jane@example.com',
			phoneNumber: '+15551234567',
		},
	],
	[
		"'Message' must be link or code.",
		{
			resource: 'emailAndLink',
			operation: 'emailAndLink:startPasswordless',
			email: 'jane@example.com',
			send: VALUE,
		},
	],
	[
		"'Paging' must be checkpoint, none or page.",
		{ resource: 'apiRequest', operation: 'send', path: '/users', paging: VALUE },
	],
	[
		"'Method' must be DELETE, GET, PATCH, POST or PUT.",
		{ resource: 'apiRequest', operation: 'send', path: '/users', method: VALUE },
	],
])('a choice that is not on the list is refused: %s', async (message, parameters) => {
	const others = ['', null, undefined, 'Other', 'Replace', 1, ['page'], {}];
	for (const { error, description, sent } of await eachValue(tenant(), parameters, others)) {
		expect(error).toBe(message);
		expect(description).toContain('Choose from the list.');
		expect(sent).toEqual([]);
	}
});
