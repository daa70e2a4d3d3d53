import type { INodeExecutionData, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();

const PARAMETERS = { listenTo: 'eventsPull', eventTypes: ['user.created', 'user.deleted'] };
const HOUR_MS = 3_600_000;

const running: StartedTrigger[] = [];
afterEach(async () => {
	for (const started of running.splice(0)) await started.close();
	while (tenant().eventFeed.open > 0) await sleep(100);
});
// So that only what a test wants to happen does.
beforeEach(() =>
	Object.assign(tenant().eventFeed.settings, { heartbeatMs: Infinity, closeAfterMs: Infinity }),
);

let count = 0;

/** Each has a node of its own: what n8n's process knows of one is none of the others'. */
const triggerOf = (options: INodeParameters = {}, more: INodeParameters = {}, isN8n1 = false) =>
	new TestedTrigger(
		credentialFor(tenant()),
		{ ...PARAMETERS, options, ...more },
		{ nodeId: `node${count++}`, isN8n1 },
	);

async function start(trigger: TestedTrigger, mode: WorkflowActivateMode = 'activate') {
	const started = await trigger.start(mode);
	running.push(started);
	return started;
}

const publish = (...names: string[]) =>
	names.map((name) => tenant().publish({ type: 'user.created', object: { name } }).id);

const happen = (count: number, at = Date.now()) =>
	Array.from({ length: count }, (_, index) =>
		tenant().publish({
			type: 'user.created',
			object: { user_id: `auth0|${index}` },
			time: new Date(at + index).toISOString(),
		}),
	).map(({ id }) => id);

const idOf = ({ json }: INodeExecutionData) => Object(json.event).id;
const idsOf = ({ executions }: StartedTrigger) => executions.map((items) => items.map(idOf).join());

/** What the workflow gets of everything that it was started with, in that order. */
async function outputOf(trigger: TestedTrigger, ...started: StartedTrigger[]) {
	const output: INodeExecutionData[] = [];
	for (const items of started.flatMap(({ executions }) => executions)) {
		output.push(...(await trigger.run(items)));
	}
	return output;
}

const connections = () => tenant().requests.filter(({ path }) => path === '/api/v2/events');
const queries = () => connections().map(({ query }) => query);

/** Until there are so many connections, of those that live. */
const open = async (started: StartedTrigger, count = 1) =>
	await started.until(() => tenant().eventFeed.open === count);

it('starts the workflow once for each event, from now on, with its envelope', async () => {
	publish('before');
	const started = await start(triggerOf());
	const [jane, joe] = publish('Jane', 'Joe');
	const executions = await started.started(2);
	expect(idsOf(started)).toEqual([jane, joe]);
	expect(executions[0]).toEqual([
		{
			json: {
				name: 'Jane',
				event: { id: jane, type: 'user.created', time: expect.stringMatching(/Z$/) },
			},
		},
	]);
});

it('asks for the chosen types only, and leaves out others that come all the same', async () => {
	const started = await start(triggerOf());
	tenant().publish({ type: 'organization.created' });
	const [id] = publish('Jane');
	await started.started(1);
	expect(idsOf(started)).toEqual([id]);
	expect(queries()[0]).toEqual({ event_type: ['user.created', 'user.deleted'] });
});

describe('a connection that ends', () => {
	it.each(['end', 'reset', 'silence'] as const)('by %s costs no event', async (how) => {
		const started = await start(triggerOf());
		const ids = publish('a', 'b');
		await started.started(2);
		tenant().eventFeed.close(how);
		ids.push(...publish('c'));
		await started.started(3);
		ids.push(...publish('d'));
		await started.started(4);
		expect(idsOf(started)).toEqual(ids);
		expect(queries()).toHaveLength(2);
		expect(queries()[1]).toMatchObject({ from: expect.stringMatching(/\w/) });
	});

	it('in the middle of an event costs no event', async () => {
		const started = await start(triggerOf());
		const ids = publish('a');
		await started.started(1);
		tenant().eventFeed.cutNext();
		ids.push(...publish('b', 'c'));
		await started.started(3);
		expect(idsOf(started)).toEqual(ids);
	});

	it('before the first event costs none', async () => {
		const started = await start(triggerOf());
		await sleep(20_000);
		tenant().eventFeed.close();
		const ids = publish('a');
		await started.started(1);
		expect(idsOf(started)).toEqual(ids);
		expect(queries()[1]).toMatchObject({ from_timestamp: expect.stringMatching(/^.{19}Z$/) });
	});

	it('after some minutes, as Auth0 does it, is made again at once, and starts nothing', async () => {
		Object.assign(tenant().eventFeed.settings, { heartbeatMs: 15_000, closeAfterMs: 60_000 });
		const started = await start(triggerOf());
		const began = Date.now();
		await started.until(() => connections().length === 6);
		expect(Date.now() - began).toBeLessThan(5 * 61_000);
		expect(started.executions).toEqual([]);
		expect(started.failed).toEqual([]);
		expect(queries()[5]).toMatchObject({ from: expect.stringMatching(/\w/) });
	});

	it('again and again at once is made again less and less often', async () => {
		const started = await start(triggerOf());
		tenant().eventFeed.settings.closeAfterMs = 0;
		tenant().eventFeed.close();
		await sleep(10 * 60_000);
		expect(connections().length).toBeGreaterThan(8);
		expect(connections().length).toBeLessThan(30);
		expect(started.errors).toEqual([]);
	});
});

describe('after a restart', () => {
	it.each(['init', 'leadershipChange', 'update'] as const)(
		'(%s) it goes on where it was, and says how many there were in between',
		async (mode) => {
			const trigger = triggerOf();
			const before = await start(trigger);
			publish('a', 'b');
			await before.started(2);
			await before.close();
			await sleep(60_000);
			expect(tenant().eventFeed.open).toBe(0);
			const missed = publish('c', 'd', 'e');
			const after = await start(trigger, mode);
			await after.started(3);
			const live = publish('f');
			await after.started(4);
			expect(idsOf(after)).toEqual([...missed, ...live]);
			const output = await outputOf(trigger, before, after);
			expect(output.map(({ json }) => [json.name, Object(json.event).caughtUp])).toEqual([
				['a', undefined],
				['b', undefined],
				['c', 3],
				['d', undefined],
				['e', undefined],
				['f', undefined],
			]);
		},
	);

	it('before the first event it begins where the workflow was turned on', async () => {
		const trigger = triggerOf();
		publish('before');
		await sleep(5_000);
		const before = await start(trigger);
		await before.close();
		await sleep(5_000);
		const missed = publish('a');
		const after = await start(trigger, 'init');
		await after.started(1);
		await sleep(60_000);
		expect(idsOf(after)).toEqual(missed);
	});

	it('fetches again what n8n may not have taken, and n8n drops what it has', async () => {
		const trigger = triggerOf();
		const before = await start(trigger);
		before.takes = 'never ends';
		const ids = publish('a', 'b', 'c');
		await before.started(3);
		await before.close();
		trigger.keys.delete([...trigger.keys][1] ?? '');
		const after = await start(trigger, 'init');
		await after.until(() => after.dropped.length === 2);
		ids.push(...publish('d'));
		await after.started(2);
		expect(idsOf(after)).toEqual([ids[1], ids[3]]);
		const output = await outputOf(trigger, before, after);
		expect(output.map(idOf).sort()).toEqual([...ids].sort());
		expect(JSON.stringify(output)).not.toContain('caughtUp');
	});

	it.each([1_000, 600_000])('gives n8n again what it could not store for %d ms', async (ms) => {
		const started = await start(triggerOf());
		started.takes = 'fails';
		const ids = publish('a');
		await sleep(ms);
		started.takes = 'at once';
		await started.started(1);
		expect(idsOf(started)).toEqual(ids);
	});

	it('with static data that was lost, or went back, costs no event, and none comes twice', async () => {
		const trigger = triggerOf();
		const first = await start(trigger);
		publish('a', 'b', 'c');
		await first.started(3);
		const old = structuredClone(trigger.staticData);
		publish('d');
		await first.started(4);
		await first.close();
		publish('e');
		const started = [first];
		for (const staticData of [old, {}, { pull: 'x' }, { pull: { since: 'never' } }]) {
			trigger.staticData = staticData;
			trigger.keys.clear();
			const again = await start(trigger, 'init');
			started.push(again);
			await again.until(() => again.executions.some(([item]) => item?.json.name === 'e'));
			await again.close();
		}
		const output = await outputOf(trigger, ...started);
		expect(output.map(({ json }) => json.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('of the node alone, as a person changed it, it begins where it ended, or now', async () => {
		const trigger = triggerOf();
		const before = await start(trigger);
		publish('a');
		await before.started(1);
		await sleep(2000);
		await before.close();
		const [missed] = publish('b');
		const started: StartedTrigger[] = [];
		for (const each of [trigger, triggerOf()]) {
			each.staticData = {};
			each.keys.clear();
			started.push(await start(each, 'update'));
			await open(started.at(-1) ?? before, started.length);
		}
		const [live] = publish('c');
		for (const each of started) await each.until(() => idsOf(each).includes(String(live)));
		expect(started.map(idsOf)).toEqual([[missed, live], [live]]);
	});

	it('goes back no further than it may', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		happen(3, Date.now() - 3 * HOUR_MS);
		const recent = happen(2, Date.now() - HOUR_MS);
		const started = await start(trigger, 'init');
		await started.started(2);
		expect(idsOf(started)).toEqual(recent);
	});

	it('of long ago goes back no further than it may, even with a cursor', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		const before = await start(trigger);
		publish('a', 'b');
		await before.started(2);
		await before.close();
		publish('old');
		await sleep(3 * HOUR_MS);
		const recent = publish('recent');
		const after = await start(trigger, 'init');
		await after.started(1);
		expect(idsOf(after)).toEqual(recent);
	});

	it('begins now with 0 hours, and when a person turns it on', async () => {
		for (const [hours, mode] of [
			[0, 'init'],
			[24, 'activate'],
		] as const) {
			publish('before');
			const started = await start(triggerOf({ catchUpHours: hours }), mode);
			const ids = publish('now');
			await started.started(1);
			expect(idsOf(started)).toEqual(ids);
		}
	});

	it('of another tenant, or from another way to listen, it begins now or goes back', async () => {
		const trigger = triggerOf();
		trigger.staticData = {
			pull: { listenTo: 'eventsPull', tenant: 'https://other/', cursor: 'x', since: '2020-01-01' },
		};
		const ids = publish('a');
		const started = await start(trigger, 'init');
		await started.started(1);
		expect(idsOf(started)).toEqual(ids);
		expect(queries()[0]).toMatchObject({ from_timestamp: expect.any(String) });
		expect(started.failed).toEqual([]);
	});
});

it('hands on 1,000 events at once, in order, each once', async () => {
	const trigger = triggerOf();
	const started = await start(trigger);
	const ids = happen(1000);
	await started.started(1000);
	expect(idsOf(started)).toEqual(ids);
	expect((await outputOf(trigger, started)).map(idOf)).toEqual(ids);
});

it('starts no more than 50 executions before n8n has taken some', async () => {
	const started = await start(triggerOf());
	started.takes = 'never ends';
	const began = Date.now();
	happen(120);
	await started.started(50);
	expect(Date.now() - began).toBeLessThan(5_000);
	await started.started(51);
	expect(Date.now() - began).toBeGreaterThanOrEqual(10_000);
});

it('counts all of 1,000 events that happened while n8n was not running', async () => {
	const trigger = triggerOf();
	const ids = happen(1000, Date.now() - HOUR_MS);
	const started = await start(trigger, 'init');
	const [first] = await started.started(1000);
	expect(idsOf(started)).toEqual(ids);
	expect(first?.[0]?.json.event).toMatchObject({ caughtUp: 1000 });
});

describe('where Auth0 has no events behind the cursor', () => {
	const stopped = async (trigger: TestedTrigger) => {
		const before = await start(trigger);
		publish('a', 'b');
		await before.started(2);
		await before.close();
		await sleep(1000);
	};

	it.each([
		['the cursor is expired', () => (tenant().eventFeed.settings.retention = 1)],
		['the cursor is none of Auth0', () => tenant().inject({ path: '/api/v2/events', status: 410 })],
		['the stream ends so', () => tenant().eventFeed.fail('cursor_expired')],
		['the stream refuses the cursor', () => tenant().eventFeed.fail('invalid_cursor')],
	])('as %s, it goes on with those that Auth0 has, and says so', async (_what, spoil) => {
		const trigger = triggerOf();
		await stopped(trigger);
		spoil();
		publish('c');
		publish('d');
		const after = await start(trigger, 'init');
		await after.until(() => after.executions.some(([item]) => item?.json.name === 'd'));
		expect(after.failed).toMatchObject([
			{ message: 'Some events may be missing.', description: expect.stringContaining('Auth0') },
		]);
		expect(queries().at(-1)).toMatchObject({ from_timestamp: expect.any(String) });
		expect(after.errors).toEqual([]);
	});

	it('nor at that time, it goes on now', async () => {
		const started = await (async () => {
			tenant().inject({ path: '/api/v2/events', status: 410 });
			return await start(triggerOf(), 'init');
		})();
		await open(started);
		const ids = publish('a');
		await started.started(1);
		expect(idsOf(started)).toEqual(ids);
		expect(started.failed).toHaveLength(1);
	});
});

describe('what Auth0 refuses', () => {
	const failure = async (mode: WorkflowActivateMode = 'activate') =>
		await start(triggerOf(), mode).then(
			() => undefined,
			(error: unknown) => error,
		);

	it('because of the permission, it says at the activation, and where to grant it', async () => {
		tenant().setScopes('full', 'read:users');
		expect(await failure()).toMatchObject({
			message: 'The application lacks the permission read:events.',
			description: expect.stringContaining('Auth0 Management API'),
		});
		expect(tenant().eventFeed.open).toBe(0);
	});

	it('because of the secret, it says at the activation', async () => {
		const credential = credentialFor(tenant());
		credential.data = { ...credential.data, clientSecret: 'wrong' };
		const trigger = new TestedTrigger(credential, PARAMETERS);
		await expect(trigger.start()).rejects.toMatchObject({ name: 'NodeApiError' });
	});

	it('at a start of n8n, it tells once, and begins as soon as it can', async () => {
		tenant().setScopes('full', 'read:users');
		const started = await start(triggerOf(), 'init');
		await sleep(HOUR_MS);
		expect(started.failed).toMatchObject([
			{ message: 'The application lacks the permission read:events.' },
		]);
		expect(connections().length).toBeLessThan(50);
		const ids = publish('a', 'b');
		tenant().setScopes('full', 'read:events');
		const [first] = await started.started(2);
		expect(idsOf(started)).toEqual(ids);
		expect(first).toMatchObject([{ json: { event: { caughtUp: 2 } } }]);
		expect(started.errors).toEqual([]);
	});

	it('for a moment at a start of n8n, as the connection from before is there, it does not tell', async () => {
		tenant().eventFeed.settings.limit = 0;
		const started = await start(triggerOf(), 'leadershipChange');
		tenant().eventFeed.settings.limit = 1;
		await open(started);
		expect(started.failed).toEqual([]);
	});

	it.each([429, 500, 503])('with the status %d passes', async (status) => {
		tenant().inject({
			path: '/api/v2/events',
			status,
			times: 12,
			...(status === 429 && { headers: { 'retry-after': '30' } }),
		});
		const began = Date.now();
		const started = await start(triggerOf());
		await sleep(1000);
		const ids = publish('a');
		await open(started);
		ids.push(...publish('b'));
		await started.started(2);
		expect(idsOf(started)).toEqual(ids);
		expect(started.errors).toEqual([]);
		// The activation does not wait for the first.
		if (status === 429) expect(Date.now() - began).toBeGreaterThanOrEqual(11 * 30_000);
	});

	it('for a long time, it tells once', async () => {
		const started = await start(triggerOf());
		tenant().inject({ path: '/api/v2/events', status: 503, times: 10_000 });
		tenant().eventFeed.close('reset');
		await sleep(HOUR_MS / 2);
		expect(started.failed).toMatchObject([{ message: expect.stringContaining('Auth0') }]);
		tenant().clearFaults();
		const ids = publish('a');
		await started.started(1);
		expect(idsOf(started)).toEqual(ids);
	});

	it('in n8n 1, it tells once with an execution that fails with the reason', async () => {
		tenant().setScopes('full', 'read:users');
		const trigger = triggerOf({}, {}, true);
		const started = await start(trigger, 'init');
		await sleep(HOUR_MS);
		expect(started.executions).toHaveLength(1);
		const [told = []] = started.executions;
		await expect(trigger.run(told)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'The application lacks the permission read:events.',
			description: expect.stringContaining('Auth0 Dashboard'),
		});
	});

	it('as the token is no longer accepted, it renews once', async () => {
		const started = await start(triggerOf());
		publish('a');
		await started.started(1);
		tenant().revokeTokens();
		tenant().eventFeed.close();
		publish('b');
		await started.started(2);
		expect(tenant().requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(2);
		expect(started.failed).toEqual([]);
	});
});

it('refuses fields that cannot be used before anything is sent', async () => {
	const refused: INodeParameters[] = [
		{ eventTypes: [] },
		{ eventTypes: ['login'] },
		{ options: { catchUpHours: 'long' } },
	];
	for (const parameters of refused) {
		for (const mode of ['activate', 'init'] as const) {
			await expect(triggerOf({}, parameters).start(mode)).rejects.toMatchObject({
				name: 'NodeOperationError',
			});
		}
	}
	expect(connections()).toEqual([]);
});

it('ends at once when it is closed, whatever it waits for', async () => {
	for (const prepare of [
		() => undefined,
		() => tenant().inject({ path: '/api/v2/events', status: 503, times: 1000 }),
		() => tenant().inject({ path: '/api/v2/events', status: 429, times: 1000 }),
		() => tenant().setDelay(60_000),
	]) {
		const started = await start(triggerOf());
		await open(started);
		prepare();
		tenant().eventFeed.close();
		await sleep(5_000);
		const began = Date.now();
		await started.close();
		expect(Date.now() - began).toBeLessThan(1000);
		const { length } = connections();
		await sleep(HOUR_MS);
		expect(connections()).toHaveLength(length);
		tenant().clearFaults();
		tenant().setDelay(0);
	}
	await sleep(60_000);
	expect(tenant().eventFeed.open).toBe(0);
});

describe('“Listen for test event”', () => {
	it('waits for the next event', async () => {
		const waiting = triggerOf().run([{ json: {} }], 'manual');
		while (tenant().eventFeed.open === 0) await sleep(100);
		tenant().publish({ type: 'organization.created' });
		const [id] = publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane', event: { id } } }]);
		await sleep(1000);
		expect(tenant().eventFeed.open).toBe(0);
	});

	it('goes on over connections that end', async () => {
		const waiting = triggerOf().run([{ json: {} }], 'manual');
		for (const how of ['end', 'reset'] as const) {
			while (tenant().eventFeed.open === 0) await sleep(100);
			tenant().eventFeed.close(how);
			await sleep(100);
		}
		expect(tenant().eventFeed.open).toBe(0);
		publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane' } }]);
	});

	it('goes on where it was, also where Auth0 has no such cursor', async () => {
		const waiting = triggerOf().run([{ json: {} }], 'manual');
		while (tenant().eventFeed.open === 0) await sleep(100);
		await sleep(2000);
		tenant().eventFeed.fail('cursor_expired');
		await sleep(100);
		publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane' } }]);
		expect(queries()[1]).toMatchObject({ from_timestamp: expect.stringMatching(/Z$/) });
	});

	it('says what Auth0 cannot do, and does not try for ever', async () => {
		const waiting = triggerOf().run([{ json: {} }], 'manual');
		while (tenant().eventFeed.open === 0) await sleep(100);
		tenant().eventFeed.fail('processing_error');
		await expect(waiting).rejects.toMatchObject({
			message: 'Auth0 could not go on with the stream of events.',
			description: expect.stringContaining('processing_error'),
		});
		tenant().eventFeed.settings.closeAfterMs = 0;
		await expect(triggerOf().run([{ json: {} }], 'manual')).rejects.toMatchObject({
			message: 'The connection for events broke off.',
		});
		expect(connections()).toHaveLength(1 + 5);
	});

	it('ends when it is cancelled', async () => {
		const cancel = new AbortController();
		const waiting = triggerOf().run([{ json: {} }], 'manual', cancel.signal);
		while (tenant().eventFeed.open === 0) await sleep(100);
		cancel.abort();
		await expect(waiting).rejects.toThrow();
		await sleep(1000);
		expect(tenant().eventFeed.open).toBe(0);
	});

	it('says what Auth0 refuses', async () => {
		tenant().setScopes('full', 'read:users');
		await expect(triggerOf().run([{ json: {} }], 'manual')).rejects.toMatchObject({
			message: 'The application lacks the permission read:events.',
		});
	});
});
