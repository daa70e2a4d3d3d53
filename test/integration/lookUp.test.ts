import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, DATABASE, JANE } from '../support/accounts';
import { execute, storeCredential } from '../support/engine';
import { byEmail, byId, locator } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { useStandIn } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';
import type { Tenant, User } from '../tenant';

const tenant = useTenant();
const other = useStandIn();

const LIMIT = { burst: 50, perSecond: 15 };
const inBatches = { lookUp: 'inBatches' };
const oneByOne = { lookUp: 'oneByOne' };

const get = async (user: object, rows: IDataObject[], options: INodeParameters = inBatches) =>
	await execute(credentialFor(tenant()), { operation: 'get', userId: { ...user }, options }, rows, {
		onError: 'continueRegularOutput',
	});

const ofRow = { id: byId('={{ $json.id }}'), email: byEmail('={{ $json.email }}') };

const rowsOf = (names: string[]) =>
	names.map((name) => ({ id: `auth0|${name}`, email: `${name}@example.com` }));
const names = (count: number, prefix = 'u') => Array.from({ length: count }, (_, i) => prefix + i);
const seed = (
	of: string[],
	overrides: (name: string) => Partial<User> = () => ({}),
	to = tenant(),
) =>
	to.seedUsers(
		of.map((name) =>
			account(name, { overrides: { user_id: `auth0|${name}`, ...overrides(name) } }),
		),
	);

/** Has the search know what there is, before it lags. */
const searchNow = async () => await get(ofRow.id, rowsOf(['nobody', 'nobody else']));

const api = (of: Tenant = tenant()) => of.requests.filter(isApi);
const searches = () => api().filter(({ path }) => path === '/api/v2/users');
const exact = () =>
	api().filter(({ method, path }) => method === 'GET' && path !== '/api/v2/users');

describe('many users, with a limit of 50 and 15 a second', () => {
	let start: number;
	const seedMany = (of: string[]) => {
		seed(of);
		tenant().setRateLimit({ management: LIMIT });
		start = Date.now();
	};

	it.each(['id', 'email'] as const)('by their %s cost a request for a hundred', async (name) => {
		const all = names(1200);
		seedMany(all);
		const { items, error, hints } = await get(ofRow[name], rowsOf(all));
		expect([error, hints]).toEqual([undefined, []]);
		expect(items.map(({ json, pairedItem }) => [json.user_id, pairedItem])).toEqual(
			rowsOf(all).map(({ id }, item) => [id, { item }]),
		);
		expect(tenant().requests.filter(isToken)).toHaveLength(1);
		expect(searches()).toHaveLength(13);
		expect(api()).toHaveLength(13);
		expect(Date.now() - start).toBeLessThan(10_000);
	});

	it('have an error each where 20 of 2,000 are missing, with 52 requests at most', async () => {
		const all = names(2000);
		seedMany(all);
		const gone = (index: number) => index % 100 === 7;
		const rows = rowsOf(all.map((name, index) => (gone(index) ? `gone${index}` : name)));
		const { items } = await get(ofRow.id, rows);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
		expect(items.map(({ json }) => json.error ?? json.user_id)).toEqual(
			rows.map(({ id }, index) => (gone(index) ? `User “${id}” does not exist.` : id)),
		);
		// Each is looked up by itself, and those who are missing as linked identities, several together.
		expect(exact()).toHaveLength(20);
		expect(tenant().requests.length).toBeLessThanOrEqual(52);
		expect(Date.now() - start).toBeLessThan(10_000);
	});
});

describe('Get in batches', () => {
	it.each<[string, INodeParameters, INodeParameters?]>([
		['all fields', { simplify: false }],
		['the most used', { simplify: true }],
		['some fields', {}, { fields: 'email,app_metadata.plan' }],
		['fields without the ID', {}, { fields: 'name' }],
		['all but some', { simplify: false }, { fields: 'email,user_id,name', includeFields: false }],
	])('returns the same as one by one: %s', async (_what, parameters, options = {}) => {
		seed(['jane', 'joe', 'Ann'], (name) => ({ app_metadata: { plan: name }, username: name }));
		tenant().seedUsers([{ connection: 'email', email: 'jane@example.com' }]);
		const rows = rowsOf(['jane', 'nobody', 'Ann', 'joe', 'jane']);
		for (const userId of [
			...Object.values(ofRow),
			locator('username', '={{ $json.id.slice(6) }}'),
		]) {
			const results = [];
			for (const lookUp of ['inBatches', 'oneByOne']) {
				const { items } = await execute(
					credentialFor(tenant()),
					{ operation: 'get', userId, ...parameters, options: { ...options, lookUp } },
					rows,
					{ onError: 'continueRegularOutput' },
				);
				results.push(items);
			}
			expect(results[0]).toEqual(results[1]);
			expect(results[0]).toHaveLength(userId === ofRow.email ? 7 : 5);
		}
	});

	it('is asked for: by default, each user is up to date', async () => {
		seed(['jane', 'joe']);
		await get(ofRow.id, rowsOf(['jane', 'joe']), {});
		expect([searches(), exact()]).toMatchObject([[], [{}, {}]]);
	});

	it('returns what the search knows, and misses nobody whom it does not know yet', async () => {
		seed(['jane', 'joe']);
		await searchNow();
		tenant().setSearchLag(10_000);
		tenant().users.put({ ...tenant().users.require(JANE), name: 'New' });
		seed(['new']);
		const rows = rowsOf(['jane', 'joe', 'new']);
		const late = await get(ofRow.email, rows);
		expect(late.items.map(({ json }) => json.name)).toEqual([
			'jane@example.com',
			'joe@example.com',
			'new@example.com',
		]);
		const now = await get(ofRow.email, rows, oneByOne);
		expect(now.items.map(({ json }) => json.name)).toContain('New');
	});

	it('asks for one user alone as ever', async () => {
		seed(['jane']);
		await get(ofRow.id, rowsOf(['jane']));
		expect([searches(), exact()]).toMatchObject([[], [{}]]);
	});

	it('leaves an item that cannot be read its error', async () => {
		seed(['jane', 'joe']);
		const rows = [...rowsOf(['jane']), { id: '..' }, ...rowsOf(['joe'])];
		const { items } = await get(ofRow.id, rows);
		expect(items.map(({ json }) => json.error ?? json.user_id)).toEqual([
			JANE,
			"“..” in 'User' is not a user ID.",
			'auth0|joe',
		]);
		expect(api()).toHaveLength(1);
	});

	it.each([
		[400, { message: 'The query is not valid.', errorCode: 'invalid_query' }],
		[414, '<html>Request-URI Too Large</html>'],
		[503, { message: 'The query exceeded the timeout.' }],
		[200, { total: 2, users: 'none' }],
		[200, { total: 2, users: [{ user_id: 'auth0|else' }, { user_id: 7 }] }],
	])('asks for each where the search fails with %j', async (status, body) => {
		seed(['jane', 'joe']);
		tenant().inject({ path: '/api/v2/users', status, body, times: 20 });
		const { items } = await get(ofRow.id, rowsOf(['jane', 'joe']));
		expect(items.map(({ json }) => json.user_id)).toEqual([JANE, 'auth0|joe']);
	});

	it('searches once where the application may not look', async () => {
		tenant().setScopes('full', 'update:users');
		const { items } = await get(ofRow.id, rowsOf(names(250)));
		expect(items).toHaveLength(250);
		for (const { json } of items) expect(String(json.error)).toContain('read:users');
		// As many as are under way when the first is refused.
		expect(searches().length).toBeLessThanOrEqual(3);
	});

	it('looks up the users of each tenant there', async () => {
		seed(names(30));
		seed(names(30), (name) => ({ nickname: `other ${name}` }), other());
		const rows = rowsOf(names(30)).map((row, index) => {
			const { domain, clients } = index % 2 ? other() : tenant();
			return { ...row, domain, client: clients.full.clientId, secret: clients.full.clientSecret };
		});
		const credential = storeCredential({
			domain: '={{ $json.domain }}',
			clientId: '={{ $json.client }}',
			clientSecret: '={{ $json.secret }}',
		});
		const parameters = { operation: 'get', userId: ofRow.id, simplify: false, options: inBatches };
		const { items } = await execute(credential, parameters, rows);
		expect(items.map(({ json }) => json.nickname)).toEqual(
			names(30).map((name, index) => (index % 2 ? `other ${name}` : name)),
		);
		expect([api(), api(other())]).toMatchObject([[{}], [{}]]);
	});

	it('is as it was saved for a single item: the option may be an expression', async () => {
		seed(['jane', 'joe', 'ann']);
		const rows = rowsOf(['jane', 'joe', 'ann']).map((row, index) => ({
			...row,
			how: index < 2 ? 'inBatches' : 'oneByOne',
		}));
		const { items } = await get(ofRow.id, rows, { lookUp: '={{ $json.how }}' });
		expect(items.map(({ json }) => json.user_id)).toEqual(rows.map(({ id }) => id));
		expect([searches(), exact()]).toMatchObject([[{}], [{}]]);
		const refused = await get(ofRow.id, rows, { lookUp: 'sometimes' });
		expect(refused.items[0]?.json.error).toContain("'Look Up'");
	});
});

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
