import { sleep } from 'n8n-workflow';

import { countsIn, idsOf, PULL_KINDS, usePull } from '../support/pullKinds';
import { useRunningTriggers } from '../support/runningTriggers';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const start = useRunningTriggers(tenant);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe.each(PULL_KINDS)('%s', (_name, kind) => {
	const { triggerOf, happen, requests, got } = usePull(tenant, kind);

	describe('what Auth0 refuses', () => {
		const missing = {
			message: `The application lacks the permission ${kind.permission}.`,
			description: expect.stringContaining('Auth0 Management API'),
		};

		it.each(['activate', 'update'] as const)('is said at the activation (%s)', async (mode) => {
			tenant().setScopes('full', 'read:users');
			await expect(start(triggerOf(), mode)).rejects.toMatchObject({
				message: expect.stringMatching(`^${missing.message} .*Auth0 Management API`),
			});
			const credential = credentialFor(tenant());
			credential.data = { ...credential.data, clientSecret: 'wrong' };
			const trigger = new TestedTrigger(credential, kind.parameters);
			await expect(start(trigger, mode)).rejects.toMatchObject({ name: 'NodeApiError' });
		});

		it('or that Auth0 cannot be reached, is said to a person only', async () => {
			tenant().inject({ path: kind.path, drop: 'before', times: 10 });
			await expect(start(triggerOf())).rejects.toMatchObject({ name: 'NodeApiError' });
			const started = await start(triggerOf(), 'update');
			const ids = happen(1);
			await got(started, 1);
			expect(idsOf(kind, started)).toEqual(ids);
		});

		it('is told once at a start of n8n, and it begins as soon as it can', async () => {
			tenant().setScopes('full', 'read:users');
			const started = await start(triggerOf(), 'init');
			await sleep(HOUR_MS);
			expect(started.failed).toMatchObject([missing]);
			expect(requests().length).toBeLessThan(50);
			const ids = happen(2);
			tenant().setScopes('full', kind.permission);
			await got(started, 2);
			expect(idsOf(kind, started)).toEqual(ids);
			expect(countsIn(kind, started.executions.flat())).toEqual([2, undefined]);
			expect(started.errors).toEqual([]);
		});

		it('is told once in n8n 1, too, with an execution that fails with the reason', async () => {
			tenant().setScopes('full', 'read:users');
			const trigger = triggerOf({}, {}, true);
			const started = await start(trigger, 'init');
			await sleep(HOUR_MS);
			expect(started.executions).toHaveLength(1);
			const [told = []] = started.executions;
			await expect(trigger.run(told)).rejects.toMatchObject({
				...missing,
				name: 'NodeOperationError',
			});
		});

		it.each([429, 503])('with the status %d does not end the activation', async (status) => {
			const headers = { 'retry-after': '30' };
			const fault = { path: kind.path, status, times: 12 };
			tenant().inject(status === 429 ? { ...fault, headers } : fault);
			const started = await start(triggerOf());
			await sleep(1_000);
			const ids = happen(2);
			await got(started, 2);
			expect(idsOf(kind, started)).toEqual(ids);
			expect(started.errors).toEqual([]);
		});

		it.each([429, 500, 503])('with the status %d passes, without a word', async (status) => {
			const started = await start(triggerOf());
			const headers = { 'retry-after': '20' };
			const fault = { path: kind.path, status, times: 8 };
			tenant().inject(status === 429 ? { ...fault, headers } : fault);
			kind.askAgain(tenant());
			const ids = happen(2);
			await got(started, 2);
			expect(idsOf(kind, started)).toEqual(ids);
			expect([started.failed, started.errors]).toEqual([[], []]);
		});

		it('for a long time is told once, and then it catches up', async () => {
			const started = await start(triggerOf());
			tenant().inject({ path: kind.path, status: 503, times: 10_000 });
			kind.askAgain(tenant());
			await sleep(HOUR_MS / 2);
			expect(started.failed).toMatchObject([{ message: expect.stringContaining('Auth0') }]);
			const ids = happen(2);
			tenant().clearFaults();
			await got(started, 2);
			expect(idsOf(kind, started)).toEqual(ids);
			expect(countsIn(kind, started.executions.flat())).toEqual([2, undefined]);
			expect(started.errors).toEqual([]);
			tenant().inject({ path: kind.path, status: 503, times: 10_000 });
			kind.askAgain(tenant());
			await sleep(HOUR_MS / 2);
			expect(started.failed).toHaveLength(2);
		});

		it('for longer than it may go back, is caught up no further', async () => {
			const started = await start(triggerOf({ catchUpHours: 2 }));
			tenant().inject({ path: kind.path, status: 503, times: 10_000 });
			kind.askAgain(tenant());
			await sleep(MINUTE_MS);
			happen(1);
			await sleep(3 * HOUR_MS);
			const ids = happen(2);
			tenant().clearFaults();
			await got(started, 2);
			await sleep(2 * MINUTE_MS);
			expect(idsOf(kind, started)).toEqual(ids);
			expect(started.failed.slice(1)).toMatchObject([
				{ message: expect.stringMatching(/was skipped/) },
			]);
		});

		it('is said in the editor', async () => {
			tenant().setScopes('full', 'read:users');
			await expect(triggerOf().run([{ json: {} }], 'manual')).rejects.toMatchObject(missing);
		});
	});

	it.each([[{ options: { catchUpHours: 'long' } }, /Catch Up/] as const, ...kind.refused])(
		'refuses %j before anything is sent',
		async (parameters, message) => {
			const refusal = { name: 'NodeOperationError', message: expect.stringMatching(message) };
			for (const mode of ['activate', 'init'] as const) {
				await expect(start(triggerOf({}, parameters), mode)).rejects.toMatchObject(refusal);
			}
			const trigger = triggerOf({}, parameters);
			await expect(trigger.run([{ json: {} }], 'manual')).rejects.toMatchObject(refusal);
			expect(tenant().requests).toEqual([]);
		},
	);

	it.each([
		['the next event', () => undefined],
		['a server that fails', () => tenant().inject({ path: kind.path, status: 503, times: 999 })],
		['the rate limit', () => tenant().inject({ path: kind.path, status: 429, times: 999 })],
		['an answer', () => tenant().setDelay(MINUTE_MS)],
	])('ends at once when it is closed, while it waits for %s', async (_what, prepare) => {
		const started = await start(triggerOf());
		prepare();
		kind.askAgain(tenant());
		await sleep(MINUTE_MS + 5_000);
		const began = Date.now();
		await started.close();
		expect(Date.now() - began).toBeLessThan(1_000);
		const { length } = requests();
		await sleep(HOUR_MS);
		expect(requests()).toHaveLength(length);
		tenant().setDelay(0);
	});
});
