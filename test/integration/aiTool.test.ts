import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId, byName, connection } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const fromAi = (name: string) => `={{ $fromAI('${name}') }}`;

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

// What a model fills in reaches the node as n8n hands it on: by $fromAI, from the input of the tool.
it.each<[string, INodeParameters, object, object]>([
	['get', { userId: byEmail(fromAi('user')) }, { user: 'jane@example.com' }, { user_id: JANE }],
	['block', { userId: byId(fromAi('user')) }, { user: JANE }, { blocked: true }],
	[
		'getAll',
		{ filters: { email: fromAi('email') } },
		{ email: 'JANE@example.com' },
		{ user_id: JANE },
	],
	[
		'update',
		{ userId: byId(fromAi('user')), updateFields: { appMetadata: fromAi('data') } },
		{ user: JANE, data: { plan: 'gold' } },
		{ app_metadata: { plan: 'gold' } },
	],
	[
		'role:setForUser',
		{ userId: byId(fromAi('user')), roles: { role: [{ role: byName(fromAi('roles')) }] } },
		{ user: JANE, roles: 'Admin, Editor' },
		{ added: [{ name: 'Admin' }, { name: 'Editor' }] },
	],
	[
		'permission:addToUser',
		{
			userId: byId(fromAi('user')),
			api: byId(fromAi('api')),
			permissions: { permission: [{ permission: byName(fromAi('permission')) }] },
		},
		{ user: JANE, api: 'https://api.example.com/', permission: 'read:reports' },
		{ user_id: JANE },
	],
	[
		'invite',
		{
			connection,
			email: fromAi('email'),
		},
		{ email: 'new@example.com' },
		{ outcome: 'invited' },
	],
	['getEverything', { userId: byId(fromAi('user')) }, { user: JANE }, { missing: [] }],
])('%s takes what a model fills in', async (operation, parameters, input, expected) => {
	const { items, error } = await execute(credentialFor(tenant()), { operation, ...parameters }, [
		{ ...input },
	]);
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject(expected);
});
