import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { byId, byName } from '../support/locators';
import { useOperations } from '../support/operations';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputOf, errorOf } = useOperations(tenant);

const idsOf = async (parameters: INodeParameters) =>
	(await outputOf('log:getAll', parameters)).map(({ log_id: id }) => id);
const queries = () =>
	tenant()
		.requests.filter(({ path }) => path === '/api/v2/logs')
		.map(({ query }) => query);

const START = Date.parse('2026-01-15T09:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const idOf = (number: number) => `900${String(number).padStart(12, '0')}`;

/** Log events a second apart, the first of number 1. */
const seed = (count: number, of: (number: number) => object = () => ({})) =>
	tenant().seedLogs(
		JANE,
		Array.from({ length: count }, (_, index) => ({
			log_id: idOf(index + 1),
			date: at(index + 1),
			...of(index + 1),
		})),
	);
const idsFrom = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => idOf(first + index));

describe('a log event', () => {
	it('is returned with its type in words', async () => {
		tenant().seedLogs(JANE, [
			{
				log_id: idOf(1),
				date: at(1),
				type: 'fp',
				description: 'Wrong email or password.',
				ip: '203.0.113.7',
				user_agent: 'Chrome',
				user_name: 'jane@example.com',
				details: { error: 'x' },
			},
		]);
		expect(await outputOf('log:get', { logId: ` ${idOf(1)} ` })).toEqual([
			{
				log_id: idOf(1),
				date: at(1),
				type: 'fp',
				type_description: 'Failed login: wrong password',
				description: 'Wrong email or password.',
				ip: '203.0.113.7',
				user_id: JANE,
				user_name: 'jane@example.com',
			},
		]);
		const [raw] = await outputOf('log:get', { logId: idOf(1), simplify: false });
		expect(raw).toMatchObject({ user_agent: 'Chrome', details: { error: 'x' } });
	});

	it('of a type that Auth0 does not document has no words', async () => {
		seed(1, () => ({ type: 'brand_new' }));
		const [output] = await outputOf('log:get', { logId: idOf(1) });
		expect(output?.type).toBe('brand_new');
		expect(output).not.toHaveProperty('type_description');
	});

	it('has no secrets in its details, whichever way it is read', async () => {
		const body = {
			ticket: 'https://acme.auth0.com/lo/reset?ticket=S3cr3t',
			client_secret: 'S3cr3t',
		};
		tenant().seedUsers([account('jane')]);
		seed(1, () => ({ details: { response: { body, statusCode: 201 } } }));
		const raw = { simplify: false };
		const details = {
			response: { body: { ticket: '*****', client_secret: '*****' }, statusCode: 201 },
		};
		for (const [operation, given] of [
			['log:get', { logId: idOf(1) }],
			['log:getAll', {}],
			['log:getAll', { getBy: 'cursor' }],
			['log:getUserLogs', { userId: byId(JANE) }],
		] as const) {
			const [output] = await outputOf(operation, { ...given, ...raw });
			expect(output?.details).toEqual(details);
		}
		const [everything] = await outputOf('user:getEverything', { userId: byId(JANE), ...raw });
		expect(everything?.logs).toMatchObject([{ details }]);
	});

	it.each([
		[idOf(7), `Log event “${idOf(7)}” does not exist.`, 'for 1 to 30 days'],
		['={{ null }}', "'Log ID' is empty.", 'log_id'],
		['a b', "“a b” in 'Log ID' is not a log ID.", 'log_id'],
	])('that is not there is told of: %j', async (logId, message, description) => {
		expect(await errorOf('log:get', { logId })).toEqual({
			message,
			description: expect.stringContaining(description),
		});
	});

	it('of a user has the words, too', async () => {
		tenant().seedUsers([account('jane')]);
		seed(1, () => ({ type: 'fp' }));
		expect(await outputOf('log:getUserLogs', { userId: byId(JANE) })).toMatchObject([
			{ type: 'fp', type_description: 'Failed login: wrong password' },
		]);
	});
});

describe('a search for log events', () => {
	beforeEach(() =>
		tenant().seedLogs('', [
			{ log_id: idOf(1), date: at(0.2), type: 'f', ip: '203.0.113.7', user_id: JANE },
			{ log_id: idOf(2), date: at(1.7), type: 's', user_id: JANE, client_id: 'App1' },
			{ log_id: idOf(3), date: at(2), type: 'fp', connection: 'db', connection_id: 'con_1' },
			{ log_id: idOf(4), date: at(3), type: 'sapi', user_name: 'jane', organization_id: 'org_1' },
			{ log_id: idOf(5), date: at(4), type: 's', user_id: '8Tq2@clients' },
		]),
	);

	it.each<[INodeParameters, number[]]>([
		[{}, [5, 4, 3, 2, 1]],
		[{ logTypes: ['f', 'fp'] }, [3, 1]],
		[{ logTypes: '={{ "s, sapi" }}' }, [5, 4, 2]],
		[{ userId: JANE }, [2, 1]],
		[{ userId: JANE, logTypes: ['s'] }, [2]],
		[{ userId: '8Tq2@clients' }, [5]],
		[{ userName: 'jane' }, [4]],
		[{ application: byId('App1') }, [2]],
		[{ connectionId: byId('con_1') }, [3]],
		[{ connectionId: byName('db') }, [3]],
		[{ connectionId: 'db' }, [3]],
		[{ organizationId: 'org_1' }, [4]],
		[{ ip: '203.0.113.7' }, [1]],
		[{ from: at(2) }, [5, 4, 3]],
		[{ from: at(0.3), to: at(1.8) }, [2]],
		[{ to: at(1.7) }, [1]],
		[{ to: '={{ 1768467602 }}' }, [2, 1]],
	])('by %j finds %j', async (filters, numbers) => {
		expect(await idsOf({ filters })).toEqual(numbers.map(idOf));
		// A cursor finds the same in the order of the IDs, which Auth0 itself does not filter.
		expect(await idsOf({ filters, getBy: 'cursor' })).toEqual(numbers.map(idOf).reverse());
	});

	it('can begin with the oldest', async () => {
		const options = { order: 'oldestFirst' };
		expect(await idsOf({ options, limit: 2 })).toEqual([idOf(1), idOf(2)]);
		expect(queries()).toEqual([expect.objectContaining({ sort: 'date:1', per_page: '2' })]);
	});

	it.each([
		['type:"f" OR type:"fp"', [3, 1]],
		['', [5, 4, 3, 2, 1]],
	])('takes the query %j', async (query, numbers) => {
		expect(await idsOf({ getBy: 'query', query })).toEqual(numbers.map(idOf));
	});

	it('tells of a query that Auth0 does not accept, and of one that is cut off', async () => {
		expect(await errorOf('log:getAll', { getBy: 'query', query: 'type:' })).toEqual({
			message: 'Auth0 does not accept the query.',
			description: expect.stringContaining('log-search-query-syntax'),
		});
		tenant().requests.length = 0;
		expect((await errorOf('log:getAll', { getBy: 'query', query: '(type:f' })).message).toBe(
			"'Query' has a “(” that is not closed.",
		);
		expect(tenant().requests).toEqual([]);
	});

	it('that finds nothing says why that can be', async () => {
		const { items, hints } = await run('log:getAll', { filters: { ip: '192.0.2.1' } });
		expect(items).toEqual([]);
		expect(hints).toEqual([expect.stringMatching(/^No log events found\. .* 1 to 30 days/)]);
	});

	it.each<[INodeParameters, string]>([
		[{ logTypes: [] }, "'Event Types' is empty."],
		[{ logTypes: ['login'] }, "'Event Types' contains “login”, which is not on the list."],
		[{ userId: 'jane@example.com' }, "'User ID' has “jane@example.com”, which is not a user ID."],
		[{ ip: '={{ null }}' }, "'IP Address' is empty."],
		[{ connectionId: byId('={{ null }}') }, "'Connection' is empty."],
		[{ from: 'yesterday' }, "'From' is not a date."],
		[{ from: at(2), to: at(2) }, "'From' must be before 'To'."],
	])('by %j is refused before anything is sent', async (filters, message) => {
		expect((await errorOf('log:getAll', { filters })).message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});

	it('needs the permission, and its error names it', async () => {
		expect((await errorOf('log:getAll', {}, 'readOnly')).description).toContain('read:logs');
	});
});

describe('more log events than a search returns', () => {
	it('are not cut off without a word', async () => {
		seed(1230);
		const { items, hints } = await run('log:getAll', { returnAll: true });
		expect(items).toHaveLength(1000);
		expect(items[0]?.json.log_id).toBe(idOf(1230));
		expect(hints).toEqual([
			"Auth0’s search returns only 1,000 log events, so others may be missing. To get all of them, set 'Get By' to Cursor, with the same filters.",
		]);
		expect(queries()).toHaveLength(10);
		expect((await run('log:getAll', { limit: 1000 })).hints).toEqual([]);
		expect((await run('log:getAll', { limit: 1001 })).hints).toHaveLength(1);
	});

	it('are no more where it returns all', async () => {
		seed(1000);
		const { items, hints } = await run('log:getAll', { returnAll: true });
		expect([items.length, hints.length]).toEqual([1000, 1]);
		tenant().userData.logs.clear();
		seed(999);
		expect((await run('log:getAll', { returnAll: true })).hints).toEqual([]);
	});

	it('are all returned by cursor, in order, each once', async () => {
		seed(1230);
		expect(await idsOf({ getBy: 'cursor', returnAll: true })).toEqual(idsFrom(1, 1230));
		const after = { getBy: 'cursor', afterLogId: idOf(100) };
		expect(await idsOf({ ...after, returnAll: true })).toEqual(idsFrom(101, 1230));
		expect(await idsOf({ ...after, limit: 3 })).toEqual(idsFrom(101, 103));
	});

	it('are filtered by cursor, beyond a page without any', async () => {
		seed(450, (number) => ({ type: number % 200 === 0 ? 'f' : 's' }));
		const given = { getBy: 'cursor', afterLogId: idOf(1), filters: { logTypes: ['f'] } };
		expect(await idsOf({ ...given, limit: 1 })).toEqual([idOf(200)]);
		expect(await idsOf({ ...given, returnAll: true })).toEqual([idOf(200), idOf(400)]);
	});

	it('are read by cursor within a time, and not on to the end', async () => {
		seed(1000);
		const filters = { from: at(100), to: at(150) };
		expect(await idsOf({ getBy: 'cursor', returnAll: true, filters })).toEqual(idsFrom(100, 149));
		expect(queries().filter(({ from }) => from !== undefined)).toHaveLength(2);
	});
});

describe('a cursor', () => {
	it('goes on where the last run ended', async () => {
		seed(5);
		const first = await idsOf({ getBy: 'cursor', limit: 3 });
		const second = await idsOf({ getBy: 'cursor', afterLogId: String(first.at(-1)) });
		expect([first, second]).toEqual([idsFrom(1, 3), idsFrom(4, 5)]);
		expect(await idsOf({ getBy: 'cursor', afterLogId: idOf(5) })).toEqual([]);
	});

	it('begins with the lowest ID, also where others happened before', async () => {
		tenant().seedLogs(JANE, [
			{ log_id: idOf(1), date: at(3) },
			{ log_id: idOf(2), date: at(1) },
			{ log_id: idOf(3), date: at(2) },
		]);
		expect(await idsOf({ getBy: 'cursor' })).toEqual(idsFrom(1, 3));
	});

	it('that Auth0 no longer has is told of', async () => {
		seed(3);
		const { items, hints } = await run('log:getAll', { getBy: 'cursor', afterLogId: '8000' });
		expect(items).toHaveLength(3);
		expect(hints).toEqual([expect.stringContaining('Auth0 no longer has the log event “8000”')]);
	});

	it('that is none is refused before anything is sent', async () => {
		const given = { getBy: 'cursor', afterLogId: 'x y' };
		expect((await errorOf('log:getAll', given)).message).toBe(
			"“x y” in 'After Log ID' is not a log ID.",
		);
		expect(tenant().requests.filter(isApi)).toEqual([]);
	});

	it('without a log has nothing to return', async () => {
		const { items, error, hints } = await run('log:getAll', { getBy: 'cursor', returnAll: true });
		expect([items, error, hints.length]).toEqual([[], undefined, 1]);
	});
});
