import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, jane } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([
		account('jane', { app_metadata: { plan: 'gold', address: { city: 'Paris' } } }),
		account('joe'),
		account('corp'),
		...Array.from({ length: 47 }, (_, index) => account(`u${index}`)),
	]);
	// As an enterprise connection can send it.
	const corp = { ...tenant().users.require('auth0|corp'), department: 'Sales' };
	tenant().users.put(corp);
});

const run = async (fields: string, parameters: INodeParameters = {}, options: object = {}) =>
	await execute(credentialFor(tenant()), {
		operation: 'getAll',
		...parameters,
		options: { fields, ...options },
	});

const getJane = { operation: 'get', userId: jane };

describe('a name in Fields that no user has', () => {
	it.each([
		['emial', 'email'],
		['Email', 'email'],
		['E-Mail', 'email'],
		['last login', 'last_login'],
		['App_Metadata.plan', 'app_metadata.plan'],
	])('is refused when nothing else would be returned: %s', async (name, meant) => {
		for (const parameters of [{}, { returnAll: true }, { limit: 20 }, getJane]) {
			const { error, items } = await run(name, parameters);
			expect(error?.message).toBe(`No user has “${name}”.`);
			expect(error?.description).toBe(
				`Check 'Fields'. Did you mean “${meant}”? Enter names as Auth0 spells them, such as user_id.`,
			);
			expect(items).toEqual([]);
		}
	});

	it('is refused without a suggestion where there is none, several at once', async () => {
		const { error } = await run('shoe size,x,y,z,Größe');
		expect(error?.message).toBe('No user has “shoe size” or “x” or “y” or 2 other names.');
		expect(error?.description).not.toContain('Did you mean');
	});

	it('is told of when other fields are returned', async () => {
		const { items, hints } = await run('user_id,emial,app_metadata.plann');
		expect(items).toHaveLength(50);
		expect(hints).toEqual([
			"No user has “emial” or “app_metadata.plann”. Check 'Fields'. Did you mean “email” and “app_metadata.plan”?",
		]);
	});

	it('is told of as part of metadata, which some users have and others have not', async () => {
		const { items, hints, error } = await run('app_metadata.plann');
		expect(error).toBeUndefined();
		expect(items).toHaveLength(50);
		expect(hints).toEqual([
			"No user has “app_metadata.plann”. Check 'Fields'. Did you mean “app_metadata.plan”?",
		]);
	});

	it('is told of where it is meant to be left out: what is mistyped is returned', async () => {
		for (const name of ['Email', 'app_metadata.adress']) {
			const { items, hints } = await run(name, {}, { includeFields: false });
			expect(items[0]?.json).toHaveProperty('email');
			expect(hints).toEqual([
				expect.stringMatching(/^No user has “.*”\. Check 'Fields'\. Did you mean “.*”\?$/),
			]);
		}
	});

	it('is told of after a change, which is made', async () => {
		const { items, hints, error } = await run('emial', { operation: 'block', userId: jane });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(hints).toEqual(["No user has “emial”. Check 'Fields'. Did you mean “email”?"]);
		expect(tenant().requests.filter(isChange)).toHaveLength(1);
	});

	it('is the error of each item that it is about, where the run goes on', async () => {
		const items = [{ id: JANE }, { id: 'auth0|joe' }, { id: 'auth0|nobody' }];
		const outcome = await execute(
			credentialFor(tenant()),
			{
				operation: 'get',
				userId: byId('={{ $json.id }}'),
				options: { fields: 'emial' },
			},
			items,
			{ onError: 'continueRegularOutput' },
		);
		expect(outcome.items.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['No user has “emial”.', { item: 0 }],
			['No user has “emial”.', { item: 1 }],
			['User “auth0|nobody” does not exist.', { item: 2 }],
		]);
	});

	it('leaves nothing to tell of users that are not returned', async () => {
		const { items, hints } = await execute(
			credentialFor(tenant()),
			{ operation: 'getAll', limit: 20, options: { fields: 'emial' } },
			[{}],
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error)).toEqual(['No user has “emial”.']);
		expect(hints).toEqual([]);
	});

	it.each(['access:getSessions', 'log:getUserLogs'])('is refused by %s, too', async (operation) => {
		tenant().seedSessions(JANE, [{}]);
		tenant().seedLogs(JANE, [{}]);
		const { error } = await run('creatd_at', { operation, userId: jane });
		expect(error?.message).toMatch(/^No (session|log event) has “creatd_at”\.$/);
		const { hints, items } = await run('Typ,id,log_id', { operation, userId: jane });
		expect(items).toHaveLength(1);
		expect(hints).toEqual([expect.stringMatching(/has “Typ” or “(log_)?id”/)]);
	});
});

describe('a name in Fields that is right', () => {
	it('is no matter for those who have no such property', async () => {
		for (const fields of ['user_id,nickname,username,last_login', 'user_id,department']) {
			const { items, hints, error } = await run(fields);
			expect(error).toBeUndefined();
			expect(hints).toEqual([]);
			expect(items).toHaveLength(50);
		}
	});

	it('is no mistake where nobody has it, and told of where nothing is returned', async () => {
		const { items, hints, error } = await run('username', getJane);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{}]);
		expect(hints).toEqual(['No user has “username”.']);
	});

	it('is not asked for where nobody is found', async () => {
		const { error, hints } = await run('emial', { filters: { name: 'Nobody' } });
		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringMatching(/^No users found/)]);
	});

	it('of another item counts: one user can have what others lack', async () => {
		const { hints, error, items } = await execute(
			credentialFor(tenant()),
			{ operation: 'get', userId: byId('={{ $json.id }}'), options: { fields: 'department' } },
			[{ id: JANE }, { id: 'auth0|corp' }],
		);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(items.map(({ json }) => json)).toEqual([{}, { department: 'Sales' }]);
	});

	it('can lead into metadata, to return or leave out a part of it', async () => {
		const included = await run('app_metadata.address.city,email', getJane);
		expect(included.items[0]?.json).toEqual({
			app_metadata: { address: { city: 'Paris' } },
			email: 'jane@example.com',
		});
		const left = await run('app_metadata.address', getJane, { includeFields: false });
		expect(left.items[0]?.json.app_metadata).toEqual({ plan: 'gold' });
		expect([...included.hints, ...left.hints]).toEqual([]);
	});
});
