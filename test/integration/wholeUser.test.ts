import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([
		{
			...account('jane'),
			overrides: { user_id: JANE, last_login: '2026-01-01T00:00:00.000Z', logins_count: 1 },
		},
	]);
});

const writes = () => tenant().requests.filter(isChange);

describe('a whole user as Body', () => {
	it('names every property that Auth0 refuses, and says which are read-only', async () => {
		const { items } = await execute(credentialFor(tenant()), {
			operation: 'get',
			userId: jane,
			simplify: false,
		});
		const user = { ...items[0]?.json, locale: 'de', odd: 1 };
		const { error } = await execute(
			credentialFor(tenant()),
			{ operation: 'update', userId: jane, specifyBody: 'json', body: '={{ $json }}' },
			[user],
		);
		expect(error?.message).toMatch(/^Auth0 does not accept these properties in 'Body': /);
		const readOnly = [
			...['created_at', 'identities', 'last_login', 'logins_count', 'updated_at', 'user_id'],
		];
		for (const name of [...readOnly, 'locale', 'odd']) expect(error?.message).toContain(name);
		expect(error?.message).not.toContain('email');
		const [, listed = ''] =
			/^Read-only: ([^.]*)\. Unknown: locale, odd\./.exec(error?.description ?? '') ?? [];
		expect(listed.split(', ').sort()).toEqual(readOnly);
		expect(writes()).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		[
			'create',
			{ body: '{"connection":"x","email":"a@example.com","client_id":"x","identities":[]}' },
			'client_id, identities',
		],
		['update', { userId: jane, body: '{"nickname":"j","__proto__":1,"toString":2}' }, 'toString'],
	])('%s names them, too: %j', async (operation, parameters, names) => {
		const { error } = await execute(credentialFor(tenant()), {
			operation,
			specifyBody: 'json',
			...parameters,
		});
		expect(error?.message).toMatch(/^Auth0 does not accept these properties in 'Body': /);
		expect(error?.message).toContain(names);
		expect(writes()).toEqual([]);
	});

	it('can hold all that an update can change', async () => {
		const body = { nickname: 'j', app_metadata: { plan: 'gold' }, blocked: false };
		const { error } = await execute(credentialFor(tenant()), {
			operation: 'update',
			userId: jane,
			specifyBody: 'json',
			body: JSON.stringify(body),
		});
		expect(error).toBeUndefined();
		expect(writes().map((request) => request.body)).toEqual([body]);
	});
});
