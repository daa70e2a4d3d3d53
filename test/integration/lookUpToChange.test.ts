import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { inBatches, names, ofRow, oneByOne, rowsOf, useLookUps } from '../support/lookUps';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const { searchNow, seed, api, exact } = useLookUps(tenant);

describe('Create or Update', () => {
	const upsert = async (rows: IDataObject[], parameters: INodeParameters = {}) =>
		await execute(
			credentialFor(tenant()),
			{
				operation: 'upsert',
				connection: {
					__rl: true,
					mode: 'name',
					value: '={{ $json.connection ?? "' + DATABASE + '" }}',
				},
				email: '={{ $json.email }}',
				password: 'Correct-Horse-9',
				fieldsToSet: { nickname: '={{ $json.nickname }}' },
				...parameters,
			},
			rows,
			{ onError: 'continueRegularOutput' },
		);
	const rows = (of: string[]): IDataObject[] =>
		of.map((name) => ({ email: `${name}@example.com`, nickname: name }));
	const outcomes = (items: Array<{ json: IDataObject }>) =>
		items.map(({ json }) => json.error ?? json.outcome);
	const changes = () => api().filter(({ method }) => method !== 'GET');

	it('costs a request for a hundred users who are the same, and one for each who is not', async () => {
		seed(names(396));
		const list = rows(names(396));
		Object.assign(list[5] ?? {}, { nickname: 'x' });
		Object.assign(list[300] ?? {}, { nickname: 'x' });
		const { items, error } = await upsert(list);
		expect(error).toBeUndefined();
		expect(outcomes(items).filter((outcome) => outcome === 'unchanged')).toHaveLength(394);
		expect(api()).toHaveLength(4 + 2);
		const again = await upsert(list);
		expect(new Set(outcomes(again.items))).toEqual(new Set(['unchanged']));
		expect(api()).toHaveLength(6 + 4);
	});

	it('looks for each who is not found, and for each where that is chosen', async () => {
		seed(['jane']);
		const { items } = await upsert(rows(['jane', 'new']));
		expect(outcomes(items)).toEqual(['unchanged', 'created']);
		expect(exact().map(({ query }) => query.email)).toEqual(['new@example.com']);
		await upsert(rows(['jane', 'new']), { options: oneByOne });
		expect(exact()).toHaveLength(3);
	});

	it('never makes two users of one email address, nor compares with what it has changed', async () => {
		seed(['jane']);
		const list = [
			{ email: 'new@example.com', nickname: 'one' },
			{ email: 'New@Example.com', nickname: 'two' },
			{ email: 'new@example.com', nickname: 'two' },
			{ email: 'jane@example.com', nickname: 'x' },
			{ email: 'jane@example.com', nickname: 'jane' },
			{ email: 'Jane@example.com', nickname: 'jane' },
		];
		for (const lag of [0, 60_000]) {
			await searchNow();
			tenant().setSearchLag(lag);
			const { items } = await upsert(list);
			const first = lag === 0 ? ['created', 'updated'] : ['updated', 'updated'];
			expect(outcomes(items)).toEqual([...first, 'unchanged', 'updated', 'updated', 'unchanged']);
			expect(tenant().users.get(JANE)?.nickname).toBe('jane');
			expect(tenant().users.all()).toHaveLength(2);
		}
	});

	it('does not compare with what an item of an earlier batch has changed', async () => {
		seed(names(120));
		const list = rows([...names(120), ...names(120)]).map((row, index) => ({
			...row,
			...(index < 120 && { nickname: 'x' }),
		}));
		await searchNow();
		tenant().setSearchLag(3_600_000);
		const { items } = await upsert(list);
		expect(new Set(outcomes(items))).toEqual(new Set(['updated']));
		expect(tenant().users.get('auth0|u7')?.nickname).toBe('u7');
	});

	it('knows a user again by another login', async () => {
		tenant().seedUsers([
			{
				...account('jane'),
				overrides: {
					user_id: JANE,
					identities: [
						{ connection: DATABASE, provider: 'auth0', user_id: 'jane', isSocial: false },
						{
							connection: 'google-oauth2',
							provider: 'google-oauth2',
							user_id: '1',
							isSocial: true,
							profileData: { email: 'jane@example.com' },
						},
					],
				},
			},
			account('joe'),
		]);
		const list = [
			{ email: 'jane@example.com', nickname: 'one' },
			{ email: 'joe@example.com', nickname: 'joe' },
			{ email: 'jane@example.com', nickname: 'jane', connection: 'google-oauth2' },
		];
		const { items } = await upsert(list, { options: { requestsInFlight: 1 } });
		expect(outcomes(items)).toEqual(['updated', 'unchanged', 'updated']);
		expect(tenant().users.get(JANE)?.nickname).toBe('jane');
	});

	it('creates a user whom only the search still knows', async () => {
		seed(['jane', 'joe']);
		await searchNow();
		tenant().setSearchLag(60_000);
		tenant().users.delete(JANE);
		const list = [{ email: 'jane@example.com', nickname: 'new' }, ...rows(['joe'])];
		const { items } = await upsert(list);
		expect(outcomes(items)).toEqual(['created', 'unchanged']);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['mergeDeeply', { plan: { name: 'gold', seats: 5 } }, { plan: { name: 'blue', seats: 5 } }],
		['replace', { plan: { name: 'gold' }, seats: 5 }, { plan: { name: 'blue' } }],
	])('works metadata out from what it is now: %s', async (metadataMode, now, result) => {
		seed(['jane', 'joe'], () => ({ app_metadata: { plan: { name: 'gold' } } }));
		await searchNow();
		tenant().setSearchLag(60_000);
		tenant().users.put({ ...tenant().users.require(JANE), app_metadata: now });
		const { items } = await upsert(rows(['jane', 'joe']), {
			fieldsToSet: { appMetadata: '{ "plan": { "name": "blue" } }' },
			options: { metadataMode },
		});
		expect(outcomes(items)).toEqual(['updated', 'updated']);
		expect(tenant().users.get(JANE)?.app_metadata).toEqual(result);
		expect(changes()).toHaveLength(2);
	});

	it.each<[string, INodeParameters]>([
		['userId', { upsertUserId: '={{ "auth0|" + $json.nickname }}' }],
		['username', { upsertUsername: '={{ $json.nickname }}' }],
		['phone', { upsertPhoneNumber: '={{ "+4930123" + $json.nickname.length }}' }],
	])('finds users in batches by %s', async (findBy, parameters) => {
		const connection = 'Users-With-Username';
		const list = ['a', 'bb', 'ccc'].map((name) => ({
			email: `${name}@example.com`,
			nickname: name,
			connection,
		}));
		for (const row of list) {
			tenant().seedUsers([
				account(row.nickname, {
					connection,
					username: row.nickname,
					phone_number: `+4930123${row.nickname.length}`,
				}),
			]);
		}
		const { items } = await upsert(list, { findBy, ...parameters });
		expect(outcomes(items)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(api()).toHaveLength(1);
	});
});

describe('an operation that changes a user', () => {
	const block = async (rows: IDataObject[], options: INodeParameters = inBatches) =>
		await execute(
			credentialFor(tenant()),
			{ operation: 'block', userId: ofRow.email, options },
			rows,
			{ onError: 'continueRegularOutput' },
		);

	it('finds users by email in batches, where that is chosen', async () => {
		seed(names(120));
		const { items } = await block(rowsOf(names(120)));
		expect(items.map(({ json }) => [json.user_id, json.error])).toEqual(
			rowsOf(names(120)).map(({ id }) => [id, undefined]),
		);
		expect(api()).toHaveLength(2 + 120);
		expect(
			tenant()
				.users.all()
				.every(({ blocked }) => blocked),
		).toBe(true);
		await block(rowsOf(names(2)), {});
		expect(exact()).toHaveLength(2);
	});

	it('chooses nobody of several, and says whom it does not find', async () => {
		seed(['jane', 'joe']);
		tenant().seedUsers([{ connection: 'email', email: 'jane@example.com', user_id: 'j' }]);
		const { items } = await block(rowsOf(['jane', 'nobody', 'joe']));
		expect(items.map(({ json }) => json.error)).toEqual([
			'2 users have the email address “jane@example.com”.',
			'No user has the email address “nobody@example.com”.',
			undefined,
		]);
	});

	it('looks a user up again whom an item before has changed', async () => {
		seed(['jane', 'joe']);
		const { items } = await execute(
			credentialFor(tenant()),
			{
				operation: 'update',
				userId: ofRow.email,
				updateFields: { email: '={{ $json.to }}' },
				options: { ...inBatches, requestsInFlight: 1 },
			},
			[
				{ email: 'jane@example.com', to: 'ann@example.com' },
				{ email: 'jane@example.com', to: 'bob@example.com' },
				{ email: 'joe@example.com', to: 'joe2@example.com' },
			],
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error ?? json.email)).toEqual([
			'ann@example.com',
			'No user has the email address “jane@example.com”.',
			'joe2@example.com',
		]);
	});
});
