/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the page is read where it is */
import { readFileSync } from 'fs';
import { resolve } from 'path';

import { sleep } from 'n8n-workflow';

import { GET, rows, run, seed, UPDATE } from '../reliability/run';
import { SCENARIOS } from '../reliability/scenarios';
import { expectNothingLost } from '../support/nothingLost';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const apiRequests = () => tenant().requests.filter(isApi);

const short = SCENARIOS.filter(({ isLong }) => !isLong);

it.each(short)('$name: nothing is lost, doubled or out of order', async (scenario) => {
	await expectNothingLost(tenant(), scenario);
});

it('docs/reliability.md has a row for each of them, in this order', () => {
	const page = readFileSync(resolve(__dirname, '../../docs/reliability.md'), 'utf8');
	const [, table = ''] = page.split(/^\| scenario .*\n.*\n/m);
	const [rows = ''] = table.split('\n\n');
	const names = rows.split('\n').map((row) => row.split('|')[1]?.trim());
	expect(names).toEqual(SCENARIOS.map(({ name }) => name));
});

describe('the token', () => {
	it('is fetched once for 200 items and an empty store', async () => {
		const items = rows(200);
		seed(tenant(), items);
		expect(await run(tenant(), GET, items)).toMatchObject({ tokens: 1, requests: 200 });
	});

	it('is renewed once when it is revoked under many requests', async () => {
		const revoked = SCENARIOS.find(({ name }) => name.includes('revoked'));
		expect(await revoked?.run(tenant())).toMatchObject({ tokens: 2 });
	});

	it('is renewed once, ahead of its end', async () => {
		const expiring = SCENARIOS.find(({ name }) => name.includes('expires'));
		const figures = await expiring?.run(tenant());
		expect(figures).toMatchObject({ tokens: 2, requests: 31 });
	});

	it('is asked for again after a fault, and not for each item', async () => {
		tenant().inject({ path: '/oauth/token', times: 100, status: 503, body: {} });
		const figures = await run(tenant(), GET, rows(20));
		expect(figures).toMatchObject({ failed: 20, requests: 0, tokens: 6 });
	});

	it('that lacks a permission is fetched once for 200 items, and the error names both', async () => {
		const items = rows(200);
		const { items: outputs } = await execute(credentialFor(tenant(), 'createOnly'), GET, items, {
			onError: 'continueRegularOutput',
		});
		expect(outputs).toHaveLength(200);
		expect(outputs[199]?.json).toMatchObject({
			error: 'The application lacks the permission read:users.',
			details: { description: expect.stringContaining('has: create:users.') },
		});
		expect(tenant().requests.filter(isToken)).toHaveLength(1);
	});
});

it('writes to one user keep their order, past which others go on', async () => {
	tenant().setDelay(20);
	const [one, two] = rows(2);
	const items = [
		...Array.from({ length: 10 }, (_, index) => ({ ...one, email: `first${index}` })),
		{ ...two, email: 'other' },
	];
	seed(tenant(), rows(2));
	const parameters = { ...UPDATE, userId: byId('={{ $json.id }}') };
	await execute(credentialFor(tenant()), parameters, items);
	const names = apiRequests().map(({ body }) => Object(body).nickname);
	expect(names.filter((name) => name !== 'other')).toEqual(
		items.slice(0, 10).map(({ email }) => email),
	);
	expect(names.indexOf('other')).toBeLessThan(5);
	expect(tenant().users.get('auth0|0')?.nickname).toBe('first9');
});

it('one request in flight is strictly one by one', async () => {
	tenant().setDelay(30);
	const items = rows(8);
	seed(tenant(), items);
	await run(tenant(), { ...GET, options: { requestsInFlight: 1 } }, items);
	const times = apiRequests().map(({ at }) => at);
	const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(29);
});

describe('a refusal for longer than anyone waits', () => {
	it('ends each item at once, and says when to run it again', async () => {
		tenant().inject({
			path: /^\/api/,
			times: 1000,
			status: 429,
			headers: { 'retry-after': '7200' },
			body: { statusCode: 429, message: 'Global limit has been reached' },
		});
		const { items } = await execute(credentialFor(tenant()), GET, rows(100), {
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(100);
		for (const { json } of items) {
			expect(json.error).toBe('Auth0’s rate limit was reached.');
			const [, minutes] = /again in about (\d+) minutes/.exec(JSON.stringify(json.details)) ?? [];
			// The time that the tenant names, and a jitter of 20 % at most.
			expect(Number(minutes)).toBeGreaterThanOrEqual(120);
			expect(Number(minutes)).toBeLessThanOrEqual(144);
		}
		expect(apiRequests().length).toBeLessThan(10);
	});
});

it('a tenant that stays down costs no item its error, and not every item its retries', async () => {
	tenant().inject({ path: /^\/api/, times: 1000, status: 503, body: {} });
	jest.spyOn(Math, 'random').mockReturnValue(0);
	// Each look at the clock takes a second, so that the two minutes of an outage are soon over.
	const now = Date.now();
	let looks = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now + looks++ * 1000);
	const { items } = await execute(credentialFor(tenant()), GET, rows(100), {
		onError: 'continueRegularOutput',
	});
	jest.restoreAllMocks();
	expect(items.map(({ json }) => json.error)).toEqual(
		Array.from({ length: 100 }, () => 'Auth0 could not process the request.'),
	);
	expect(apiRequests().length).toBeLessThan(100 + 25 * 5);
});

it('stopping at an item says which items were completed', async () => {
	seed(tenant(), rows(5).slice(0, 3));
	const parameters = { ...GET, options: { requestsInFlight: 1 } };
	const { error } = await execute(credentialFor(tenant()), parameters, rows(5));
	expect(error?.description).toContain('Item 4 of 5 (index 3) failed. Completed: 1–3.');
});

it('cancelling ends the requests in flight', async () => {
	const controller = new AbortController();
	const credential = credentialFor(tenant());
	seed(tenant(), rows(5));
	await execute(credential, GET, rows(1));
	tenant().inject({ path: /^\/api/, times: 9, drips: true });
	const running = execute(credential, GET, rows(5), { signal: controller.signal });
	while (apiRequests().length < 2) await sleep(5);
	controller.abort();
	await running;
	const [, ...cancelled] = apiRequests();
	expect(cancelled).not.toEqual([]);
	while (!cancelled.every(({ hungUp }) => hungUp)) await sleep(5);
});
