import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { outputOf, useRunningTriggers } from '../support/runningTriggers';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const start = useRunningTriggers(tenant);

const PARAMETERS = { listenTo: 'eventsPull', eventTypes: ['user.created', 'user.deleted'] };
const HOUR_MS = 3_600_000;

// So that only what a test wants to happen does.
beforeEach(() =>
	Object.assign(tenant().eventFeed.settings, { heartbeatMs: Infinity, closeAfterMs: Infinity }),
);

let count = 0;

/** Each has a node of its own: what n8n's process knows of one is none of the others'. */
const triggerOf = (options: INodeParameters = {}) =>
	new TestedTrigger(
		credentialFor(tenant()),
		{ ...PARAMETERS, options },
		{ nodeId: `node${count++}` },
	);

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

	it('is ordinary after some minutes without a heartbeat, too', async () => {
		Object.assign(tenant().eventFeed.settings, { heartbeatMs: Infinity, closeAfterMs: 60_000 });
		const started = await start(triggerOf());
		const began = Date.now();
		await started.until(() => connections().length === 15);
		expect(Date.now() - began).toBeLessThan(15 * 61_000);
		expect([started.executions, started.failed]).toEqual([[], []]);
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

it('hands on 300 events at once, in order, each once', async () => {
	const trigger = triggerOf();
	const started = await start(trigger);
	const ids = happen(300);
	await started.started(300);
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
		const [, since] = queries().map(({ from_timestamp: time }) => Date.parse(String(time)));
		expect(Date.now() - Number(since)).toBeLessThan(HOUR_MS);
	});

	it('it goes back no further than it may', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		await stopped(trigger);
		await sleep(3 * HOUR_MS);
		tenant().inject({ path: '/api/v2/events', status: 410 });
		const started = await start(trigger, 'init');
		await open(started);
		const since = Date.parse(String(queries().at(-1)?.from_timestamp));
		expect(Math.round((Date.now() - since) / HOUR_MS)).toBe(2);
	});
});

describe('what Auth0 refuses', () => {
	it('for a moment at a start of n8n, as the connection from before is there, it does not tell', async () => {
		tenant().eventFeed.settings.limit = 0;
		const started = await start(triggerOf(), 'leadershipChange');
		tenant().eventFeed.settings.limit = 1;
		await open(started);
		expect(started.failed).toEqual([]);
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
