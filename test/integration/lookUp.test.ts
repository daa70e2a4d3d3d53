import type { INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { execute, storeCredential } from '../support/engine';
import { locator } from '../support/locators';
import { inBatches, names, ofRow, oneByOne, rowsOf, useLookUps } from '../support/lookUps';
import { isToken } from '../support/requests';
import { useStandIn } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const other = useStandIn();
const { get, searchNow, seed, api, searches, exact } = useLookUps(tenant);

const LIMIT = { burst: 50, perSecond: 15 };

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
