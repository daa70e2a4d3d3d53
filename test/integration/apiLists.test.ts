import type { INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const STREAM = 'est_1111111111111111111111';
const DELIVERIES = { path: `/event-streams/${STREAM}/deliveries`, paging: 'checkpoint' };
const LOGS = { path: '/logs', paging: 'checkpoint' };

const run = async (parameters: INodeParameters) =>
	await execute(credentialFor(tenant()), {
		resource: 'apiRequest',
		operation: 'send',
		...parameters,
	});

const outputsOf = async (parameters: INodeParameters) => {
	const { items, error } = await run(parameters);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};

const query = (pairs: Record<string, string>) => ({
	queryParameters: { entry: Object.entries(pairs).map(([name, value]) => ({ name, value })) },
});
const api = () => tenant().requests.filter(isApi);
const seedLogs = (count: number) =>
	tenant()
		.seedLogs(
			JANE,
			Array.from({ length: count }, (_, i) => ({ date: new Date(i * 1000).toISOString() })),
		)
		.map(({ log_id: id }) => id);

describe('a list that is the rows alone', () => {
	it('goes on at the ID of its last row', async () => {
		const ids = tenant()
			.seedDeliveries(STREAM, 250)
			.map(({ id }) => id);
		const all = await outputsOf({ ...DELIVERIES, returnAll: true });
		expect(all.map(({ id }) => id)).toEqual(ids);
		expect(api().map(({ query: sent }) => sent.from)).toEqual([
			undefined,
			ids[99],
			ids[199],
			ids[249],
		]);
		expect(await outputsOf({ ...DELIVERIES, limit: 120 })).toHaveLength(120);
		expect(api()).toHaveLength(4 + 2);
	});

	it('may begin with the checkpoint, and may have short pages', async () => {
		const rows = (...ids: string[]) => ids.map((id) => ({ id }));
		const bodies = [rows('a', 'b'), rows('b', 'c'), rows('c')];
		const path = `/api/v2${DELIVERIES.path}`;
		for (const body of bodies) tenant().inject({ path, status: 200, body });
		const all = await outputsOf({ ...DELIVERIES, returnAll: true });
		expect(all.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	});

	it('that pays no heed to the checkpoint says so', async () => {
		const path = `/api/v2${DELIVERIES.path}`;
		tenant().inject({ path, status: 200, body: [{ id: 'a' }, { id: 'b' }], times: 9 });
		const { error } = await run({ ...DELIVERIES, returnAll: true });
		expect(error?.message).toMatch(/returned the same page of “.*” twice\.$/);
		expect(api()).toHaveLength(2);
	});

	it('whose rows have no ID does not end in silence', async () => {
		const body = Array.from({ length: 100 }, () => ({ status: 'failed' }));
		const path = `/api/v2${DELIVERIES.path}`;
		tenant().inject({ path, status: 200, body });
		const { error } = await run({ ...DELIVERIES, returnAll: true });
		expect(error?.message).toBe('Auth0 returned a page without a checkpoint.');
	});
});

describe('the logs', () => {
	it('are all of them, from the oldest on', async () => {
		const ids = seedLogs(250);
		const all = await outputsOf({ ...LOGS, returnAll: true });
		expect(all.map(({ log_id: id }) => id)).toEqual(ids);
	});

	it.each([30, 120])('are the newest %i with a limit', async (limit) => {
		const ids = seedLogs(250).reverse();
		const some = await outputsOf({ ...LOGS, limit });
		expect(some.map(({ log_id: id }) => id)).toEqual(ids.slice(0, limit));
	});

	it('are those behind a given ID', async () => {
		const ids = seedLogs(150);
		const some = await outputsOf({ ...LOGS, returnAll: true, ...query({ from: `${ids[9]}` }) });
		expect(some.map(({ log_id: id }) => id)).toEqual(ids.slice(10));
	});

	it('end after 1,000 by page numbers, and the error says how to get the others', async () => {
		seedLogs(1001);
		const byNumber = { ...LOGS, paging: 'page' };
		const { error } = await run({ ...byNumber, returnAll: true });
		expect(error?.message).toBe(
			'Auth0 returns only the first 1,000 entries of this list by page number.',
		);
		expect(error?.description).toContain("set 'Paging' to Checkpoint");
		expect(await outputsOf({ ...byNumber, limit: 1000 })).toHaveLength(1000);
		expect(await outputsOf({ ...LOGS, returnAll: true })).toHaveLength(1001);
	});

	it('are refused with what Auth0 ignores beside a checkpoint', async () => {
		const { error } = await run({ ...LOGS, ...query({ sort: 'date:1' }) });
		expect(error?.message).toBe(
			"Auth0 ignores “sort” in 'Query Parameters' when it reads logs by checkpoint.",
		);
		expect(tenant().requests).toEqual([]);
	});
});

describe('the size of pages', () => {
	const ROLES = { path: '/roles', paging: 'page', returnAll: true };
	const roles = () =>
		tenant().seedRoles(Array.from({ length: 27 }, (_, i) => ({ name: `role${i}` })));

	it.each<[string, INodeParameters, Record<string, string>]>([
		['per_page', ROLES, { per_page: '10' }],
		['take', DELIVERIES, { take: '10' }],
	])('is the %s of the query', async (name, list, given) => {
		roles();
		tenant().seedDeliveries(STREAM, 30);
		expect(await outputsOf({ ...list, returnAll: true, ...query(given) })).toHaveLength(30);
		expect(new Set(api().map(({ query: sent }) => sent[name]))).toEqual(new Set(['10']));
	});

	it.each([
		["Query validation error: 'Value 100 is greater than maximum 10' on property take (…).", '10'],
		["Query validation error: 'Invalid value' on property take (Number of results).", '50'],
		['take must be less than or equal to 20', '20'],
	])('is smaller where Auth0 refuses it: %s', async (message, size) => {
		const path = `/api/v2${DELIVERIES.path}`;
		tenant().seedDeliveries(STREAM, 30);
		tenant().inject({ path, status: 400, body: { statusCode: 400, message } });
		expect(await outputsOf({ ...DELIVERIES, returnAll: true })).toHaveLength(30);
		expect(api().map(({ query: sent }) => sent.take)).toEqual(
			['100'].concat(Array.from({ length: api().length - 1 }, () => size)),
		);
	});

	// Each request is held against the contract, which has these maxima.
	it.each([
		['/connection-profiles', '10'],
		['/experimentation/segments', '50'],
	])('is what %s allows', async (path, size) => {
		tenant().inject({ path: `/api/v2${path}`, status: 200, body: { rows: [{ id: 'a' }] } });
		const list = { path, paging: 'checkpoint', returnAll: true };
		expect(await outputsOf(list)).toHaveLength(1);
		expect(api().map(({ query: sent }) => sent.take)).toEqual([size]);
	});

	it('is no other for any other refusal', async () => {
		const path = `/api/v2${DELIVERIES.path}`;
		const message = "Query validation error: 'Additional properties not allowed: take'.";
		tenant().inject({ path, status: 400, body: { statusCode: 400, message } });
		const { error } = await run({ ...DELIVERIES, returnAll: true });
		expect(error?.message).toContain('“take”');
		expect(api()).toHaveLength(1);
	});

	it('begins at the page of the query', async () => {
		roles();
		const list = { ...ROLES, ...query({ page: '1', per_page: '10' }) };
		const all = await outputsOf(list);
		expect(all.map(({ name }) => name).slice(0, 2)).toEqual(['role7', 'role8']);
		expect(all).toHaveLength(20);
		const some = await outputsOf({ ...list, returnAll: false, limit: 3 });
		expect(some.map(({ name }) => name)).toEqual(['role7', 'role8', 'role9']);
	});

	it.each<[INodeParameters, string]>([
		[{ ...ROLES, ...query({ from: 'x' }) }, "“from” in 'Query Parameters' is only for Checkpoint."],
		[
			{ ...DELIVERIES, ...query({ page: '1' }) },
			"“page” in 'Query Parameters' is only for Page Numbers.",
		],
		[
			{ ...ROLES, ...query({ per_page: 'x' }) },
			"The entry “per_page” in 'Query Parameters' must be a whole number of 1 or more.",
		],
		[
			{ ...ROLES, ...query({ page: '-1' }) },
			"The entry “page” in 'Query Parameters' must be a whole number of 0 or more.",
		],
		[
			{ ...ROLES, ...query({ page: '={{ [1, 2] }}' }) },
			"“page” in 'Query Parameters' has several values.",
		],
	])('is refused: %j', async (parameters, message) => {
		const { error } = await run(parameters);
		expect(error?.message).toBe(message);
		expect(tenant().requests).toEqual([]);
	});
});
