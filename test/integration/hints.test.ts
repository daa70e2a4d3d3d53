import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers(Array.from({ length: 60 }, (_, index) => account(`u${index}`)));
});

const run = async (parameters: INodeParameters, json?: IDataObject[]) =>
	await execute(credentialFor(tenant()), parameters, json);

const user = { userId: byId('={{ $json.id }}') };
const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: `auth0|u${index % 60}` }));

describe('the rate limit', () => {
	const HELD_BACK = /^Auth0’s rate limit held this run back for (\d+) s\.$/;

	it('is told of, when it held the run back for long', async () => {
		tenant().setRateLimit({ usersRead: { burst: 10, perSecond: 2 } });
		const started = Date.now();
		const { hints } = await run({ operation: 'get', ...user }, items(60));
		const [, seconds] = HELD_BACK.exec(hints.join()) ?? [];
		const took = (Date.now() - started) / 1000;
		expect(took).toBeGreaterThan(20);
		expect(Number(seconds)).toBeGreaterThan(took - 3);
		expect(Number(seconds)).toBeLessThanOrEqual(Math.ceil(took));
	});

	it('is told of once, whatever was limited at the same time', async () => {
		const limit = { burst: 5, perSecond: 1 };
		tenant().setRateLimit({ usersRead: limit, usersWrite: limit });
		const started = Date.now();
		const { hints } = await run(
			{
				operation: 'update',
				...user,
				updateFields: { userMetadata: '{ "a": { "b": 1 } }' },
				options: { metadataMode: 'mergeDeeply' },
			},
			items(30),
		);
		expect(hints).toHaveLength(1);
		const [, seconds] = HELD_BACK.exec(hints.join()) ?? [];
		expect(Number(seconds)).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 1000));
	});

	it('is not told of, when it did not', async () => {
		tenant().setRateLimit({ usersRead: { burst: 10, perSecond: 20 } });
		const { hints } = await run({ operation: 'get', ...user }, items(60));
		expect(hints).toEqual([]);
	});

	it('is not what a tenant that is down is taken for', async () => {
		tenant().inject({
			path: /users/,
			times: 1,
			status: 503,
			headers: { 'retry-after': '30' },
			body: {},
		});
		const started = Date.now();
		const { hints } = await run({ operation: 'get', ...user }, items(5));
		expect(Date.now() - started).toBeGreaterThan(29_000);
		expect(hints).toEqual([]);
	});
});

describe('Get Many', () => {
	it.each<[string, INodeParameters, string[]]>([
		['all that there are', { returnAll: true }, []],
		['all, within the limit', { limit: 60 }, []],
		[
			'fewer',
			{ limit: 20 },
			["20 of 60 users returned. To get all of them, turn on 'Return All'."],
		],
	])('tells how many users there are, when it returns %s', async (_what, parameters, expected) => {
		const { hints } = await run({ operation: 'getAll', ...parameters });
		expect(hints).toEqual(expected);
	});

	it('tells it of more users than one search returns, too', async () => {
		tenant().seedUsers(Array.from({ length: 1500 }, (_, index) => account(`more${index}`)));
		for (const sort of [{}, { order: { field: 'email', direction: 'asc' } }]) {
			const { hints } = await run({ operation: 'getAll', limit: 1200, sort });
			expect(hints).toEqual([
				"1,200 of 1,560 users returned. To get all of them, turn on 'Return All'.",
			]);
		}
	});

	const LATE = 'Changes made in the last few seconds may be missing.';
	it.each<[string, INodeParameters, string]>([
		[
			'the whole value',
			{ filters: { name: 'Jan' } },
			`No users found. 'Email' and 'Name' match the whole value. To search for part of it, use 'Name or Email Contains'. ${LATE}`,
		],
		['a switch', { filters: { blocked: true } }, `No users found. ${LATE}`],
		[
			'a query',
			{ searchBy: 'query', query: 'name:jan' },
			`No users found. A query matches the whole value, unless it has wildcards, such as name:*jane*. ${LATE}`,
		],
	])('tells why nobody may be found by %s', async (_what, parameters, expected) => {
		for (const returnAll of [true, false]) {
			const { hints, items: found } = await run({ operation: 'getAll', returnAll, ...parameters });
			expect(found).toEqual([]);
			expect(hints).toEqual([expected]);
		}
	});

	it('tells it once for all items', async () => {
		const { hints } = await run({ operation: 'getAll', filters: { blocked: true } }, items(3));
		expect(hints).toEqual([`No users found. ${LATE} (3 of 3 items)`]);
	});
});
