import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId, connection, jane, locator } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const run = async (parameters: INodeParameters, row: IDataObject) =>
	await execute(credentialFor(tenant()), parameters, [row]);

const value = '={{ $json.value }}';

/** Where a person names a user, by the label of the field. */
const FIELDS: Array<[label: string, parameters: INodeParameters]> = [
	['User', { operation: 'get', userId: byId(value) }],
	['User', { operation: 'block', userId: byEmail(value) }],
	['User', { operation: 'delete', userId: byId(value) }],
	['User', { operation: 'role:getUserRoles', userId: value }],
	['User to Link', { operation: 'identity:link', userId: jane, linkedUserId: byId(value) }],
	['Identity', { operation: 'identity:unlink', userId: jane, identity: byId(value) }],
	[
		'Identity',
		{ operation: 'emailAndLink:sendVerificationEmail', userId: jane, options: { identity: value } },
	],
	['Email', { operation: 'create', connection, email: value, password: 'x' }],
	['Username', { operation: 'create', connection, additionalFields: { username: value } }],
	['Phone Number', { operation: 'create', connection, additionalFields: { phoneNumber: value } }],
	[
		'User ID',
		{ operation: 'create', connection, email: 'a@b.c', additionalFields: { userId: value } },
	],
	[
		'Email',
		{
			operation: 'create',
			specifyBody: 'json',
			body: `={{ { connection: "${DATABASE}", email: $json.value } }}`,
		},
	],
	['Email', { operation: 'update', userId: jane, updateFields: { email: value } }],
	[
		'Username',
		{
			operation: 'update',
			userId: jane,
			specifyBody: 'json',
			body: '={{ { username: $json.value } }}',
		},
	],
	['Email', { operation: 'upsert', connection, email: value }],
	['User ID', { operation: 'upsert', findBy: 'userId', connection, upsertUserId: value }],
	['Email', { operation: 'invite', connection, email: value }],
	['Email', { operation: 'getAll', filters: { email: value } }],
	['Email', { operation: 'emailAndLink:sendPasswordReset', connection, email: value }],
	['Email', { operation: 'emailAndLink:startPasswordless', email: value }],
	[
		'Phone Number',
		{
			resource: 'emailAndLink',
			operation: 'emailAndLink:startPasswordless',
			channel: 'sms',
			phoneNumber: value,
		},
	],
];

it.each(FIELDS)('%s says what does not belong to the value of %j', async (label, parameters) => {
	for (const [text, message] of [
		['auth0|ja\u200bne@example.com', 'contains an invisible character (U+200B) after “auth0|ja”.'],
		['mailto:jane@example.com', 'starts with “mailto:”.'],
		['auth0|jane@example.com,', 'ends with a comma.'],
	]) {
		const { error } = await run(parameters, { value: text });
		expect(error?.message).toBe(`'${label}' ${message}`);
		expect(error?.description).toMatch(/\w\.$/);
	}
	expect(tenant().requests).toEqual([]);
});

it('finds who is stored with composed letters', async () => {
	tenant().seedUsers([account('jürgen', { username: undefined })]);
	const decomposed = 'ju\u0308rgen';
	for (const [mode, text] of [
		['id', `auth0|${decomposed}`],
		['email', `${decomposed}@example.com`],
	]) {
		const { items, error } = await run(
			{ operation: 'get', userId: locator(String(mode), value) },
			{ value: text },
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json.user_id).toBe('auth0|jürgen');
	}
});
