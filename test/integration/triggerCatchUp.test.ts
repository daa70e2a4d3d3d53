import type { INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { outputOf, useRunningTriggers } from '../support/runningTriggers';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const start = useRunningTriggers(tenant);

const PARAMETERS = { listenTo: 'events', eventTypes: ['user.created', 'user.deleted'] };
const HOUR_MS = 3_600_000;

let count = 0;

/** Each has a node of its own: what n8n's process knows of one is none of the others'. */
const triggerOf = (options: INodeParameters = {}, more: INodeParameters = {}) =>
	new TestedTrigger(
		credentialFor(tenant()),
		{ ...PARAMETERS, options, ...more },
		{ nodeId: `node${count++}` },
	);

/** As n8n activates a node that has a webhook and a trigger; it has both orders. */
async function activate(
	trigger: TestedTrigger,
	mode: WorkflowActivateMode,
	order: 'trigger first' | 'webhook first' = 'trigger first',
): Promise<StartedTrigger> {
	if (order === 'webhook first') await trigger.publish(mode);
	const started = await start(trigger, mode);
	if (order === 'trigger first') await trigger.publish(mode);
	return started;
}

/** As n8n ends it, before a change of the node too. */
async function deactivate(trigger: TestedTrigger, started: StartedTrigger): Promise<void> {
	await started.close();
	await trigger.unpublish();
}

const happen = (...names: string[]) =>
	names.map((name) => tenant().publish({ type: 'user.created', object: { name } }));

const happenedAt = (at: number, ...names: string[]) =>
	names.map((name, index) =>
		tenant().publish({
			type: 'user.created',
			object: { name },
			time: new Date(at + index).toISOString(),
		}),
	);

/** What the workflow gets of all that it was started with: the names, and what is said of how many. */
const toldOf = async (trigger: TestedTrigger, ...started: StartedTrigger[]) =>
	(await outputOf(trigger, ...started)).map(({ json }) => [json.name, Object(json.event).caughtUp]);

/** Auth0 delivers what happened, and the workflow runs. */
async function delivered(trigger: TestedTrigger, events: object[]): Promise<unknown[][]> {
	const told: unknown[][] = [];
	const { destination } = tenant().eventStreams.all()[0] ?? {};
	const { token } = Object(destination?.configuration).webhook_authorization;
	for (const event of events) {
		const { items } = await trigger.deliver(event, { authorization: `Bearer ${token}` });
		for (const { json } of await trigger.run(items, 'webhook')) {
			told.push([json.name, Object(json.event).caughtUp]);
		}
	}
	return told;
}

const settled = async () => {
	await sleep(60_000);
	expect(tenant().eventFeed.open).toBe(0);
};

const queries = () =>
	tenant()
		.requests.filter(({ path }) => path === '/api/v2/events')
		.map(({ query }) => query);

const remove = () => tenant().eventStreams.clear();
const change = (what: object) =>
	Object.assign(tenant().eventStreams.all()[0] ?? {}, structuredClone(what));

/** What the name of the stream ends with. */
const mark = () => /\[.*\]$/.exec(tenant().eventStreams.all()[0]?.name ?? '')?.[0];

describe.each(['trigger first', 'webhook first'] as const)('with the %s', (order) => {
	it.each([
		['was deleted', remove],
		['was disabled', () => change({ status: 'disabled' })],
		['had other types', () => change({ status: 'disabled', subscriptions: [] })],
	])('fetches what happened since a stream %s, once', async (_what, damage) => {
		const before = happen('a', 'b');
		const trigger = triggerOf();
		const first = await activate(trigger, 'activate', order);
		await delivered(trigger, before);
		await first.close();
		damage();
		await sleep(HOUR_MS);
		happen('c', 'd', 'e');
		tenant().publish({ type: 'organization.created' });
		const second = await activate(trigger, 'init', order);
		await second.started(1);
		await settled();
		expect(await toldOf(trigger, second)).toEqual([
			['c', 3],
			['d', undefined],
			['e', undefined],
		]);
		expect(second.failed).toEqual([]);
	});

	it('fetches what happened while the node was changed', async () => {
		const trigger = triggerOf();
		const first = await activate(trigger, 'activate', order);
		happenedAt(Date.now() - 2000, 'before');
		await sleep(2000);
		await deactivate(trigger, first);
		happen('a');
		const second = await activate(trigger, 'update', order);
		await second.started(1);
		await settled();
		expect(await toldOf(trigger, first, second)).toEqual([['a', 1]]);
	});
});

it('fetches nothing where the stream was there, and where a person turns it on', async () => {
	const trigger = triggerOf();
	for (const mode of ['activate', 'init', 'leadershipChange'] as const) {
		const started = await activate(trigger, mode);
		await settled();
		await started.close();
		expect([mode, started.executions, queries()]).toEqual([mode, [], []]);
	}
	remove();
	happenedAt(Date.now() - 1000, 'a');
	await activate(trigger, 'activate');
	await settled();
	expect(queries()).toEqual([]);
});

it('fetches nothing where only the token of the stream or its name is made anew', async () => {
	const trigger = triggerOf();
	await (await activate(trigger, 'activate')).close();
	happenedAt(Date.now() - 1000, 'a');
	for (const anew of [
		() => (trigger.staticData = {}),
		() => change({ name: 'n8n: Old ' + mark() }),
	]) {
		anew();
		const started = await activate(trigger, 'init');
		await settled();
		await started.close();
		expect([started.executions, queries()]).toEqual([[], []]);
	}
});

it('fetches nothing for a workflow that a person ended before it could', async () => {
	const trigger = triggerOf();
	await trigger.publish('activate');
	remove();
	happenedAt(Date.now() - 1000, 'a');
	await trigger.publish('init');
	await trigger.unpublish();
	const started = await activate(trigger, 'activate');
	await settled();
	expect([started.executions, queries()]).toEqual([[], []]);
});

it('leaves to the stream what happens while it fetches', async () => {
	const trigger = triggerOf();
	await (await activate(trigger, 'activate')).close();
	remove();
	happen('a');
	const second = await activate(trigger, 'init');
	await sleep(1_000);
	happen('live');
	await second.started(1);
	await settled();
	expect(await toldOf(trigger, second)).toEqual([['a', 1]]);
});

it('fetches what happened before another process of n8n took the lead', async () => {
	const trigger = triggerOf();
	await (await activate(trigger, 'activate')).close();
	remove();
	happen('a');
	const second = await activate(trigger, 'leadershipChange');
	await second.started(1);
	expect(await toldOf(trigger, second)).toEqual([['a', 1]]);
});

it('goes back as far as a change of the node finds the stream gone, and no further than it may', async () => {
	const trigger = triggerOf({ catchUpHours: 2 });
	happenedAt(Date.now() - 3 * HOUR_MS, 'old');
	const first = await activate(trigger, 'activate');
	remove();
	happenedAt(Date.now() - HOUR_MS, 'a', 'b');
	await deactivate(trigger, first);
	const second = await activate(trigger, 'update');
	await second.started(1);
	await settled();
	expect(await toldOf(trigger, first, second)).toEqual([
		['a', 2],
		['b', undefined],
	]);
});

it('goes back no further than it may, where a change of the node took longer', async () => {
	const trigger = triggerOf({ catchUpHours: 2 });
	const first = await activate(trigger, 'activate');
	await deactivate(trigger, first);
	happen('old');
	await sleep(3 * HOUR_MS);
	happen('a');
	const second = await activate(trigger, 'update');
	await second.started(1);
	expect(await toldOf(trigger, second)).toEqual([['a', 1]]);
});

it('fetches since the change, where n8n needs several attempts', async () => {
	const trigger = triggerOf();
	const first = await activate(trigger, 'activate');
	await sleep(5000);
	await deactivate(trigger, first);
	happen('a');
	await sleep(5000);
	tenant().inject({ method: 'POST', path: /event-streams/, status: 403 });
	await expect(trigger.publish('update')).rejects.toThrow();
	await trigger.unpublish();
	const second = await activate(trigger, 'update');
	await second.started(1);
	expect(await toldOf(trigger, second)).toEqual([['a', 1]]);
});

describe('the events that Auth0 delivers again', () => {
	/** What failed while n8n did not run; n8n starts again. */
	async function failed(trigger: TestedTrigger, ...names: string[]) {
		await (await activate(trigger, 'activate')).close();
		// The test delivers it.
		tenant().inject({ method: 'POST', path: /redeliver$/, status: 202, body: {} });
		change({ status: 'disabled' });
		const events = happen(...names);
		change({ status: 'enabled' });
		const id = tenant().eventStreams.all()[0]?.id ?? '';
		tenant().eventDeliveries.reset();
		for (const event of events) tenant().eventDeliveries.putFailed(id, event);
		await sleep(1000);
		await activate(trigger, 'init');
		await sleep(1000);
		return events;
	}

	it('say with the first of them how many they are', async () => {
		const trigger = triggerOf();
		const [one, two, three] = await failed(trigger, 'a', 'b', 'c');
		change({ status: 'disabled' });
		const [fresh] = happen('new');
		expect(await delivered(trigger, [fresh, two, one, two, three].map(Object))).toEqual([
			['new', undefined],
			['b', 3],
			['a', undefined],
			['c', undefined],
		]);
	});

	it('are counted anew at each start', async () => {
		const trigger = triggerOf();
		expect(await delivered(trigger, await failed(trigger, 'a', 'b'))).toEqual([
			['a', 2],
			['b', undefined],
		]);
		expect(await delivered(trigger, await failed(trigger, 'c'))).toEqual([['c', 1]]);
		expect(await delivered(trigger, await failed(trigger))).toEqual([]);
		const late = happenedAt(Date.now() - 5000, 'd');
		expect(await delivered(trigger, late)).toEqual([['d', undefined]]);
	});

	it('are not counted where nobody may, and delivered all the same', async () => {
		tenant().inject({ method: 'GET', path: /deliveries/, status: 403, times: 100 });
		const trigger = triggerOf();
		expect(await delivered(trigger, await failed(trigger, 'a'))).toEqual([['a', undefined]]);
		expect(tenant().requests.filter(({ path }) => path.endsWith('/redeliver'))).toHaveLength(1);
	});
});

it('fetches what failed where Auth0 does not deliver it again, once', async () => {
	const before = happen('a');
	const trigger = triggerOf();
	const first = await activate(trigger, 'activate');
	await delivered(trigger, before);
	await first.close();
	tenant().inject({ method: 'POST', path: /redeliver/, status: 403, times: 100 });
	change({ status: 'disabled' });
	happen('b', 'c');
	change({ status: 'enabled' });
	const second = await activate(trigger, 'init');
	await second.started(1);
	await settled();
	expect(await toldOf(trigger, second)).toEqual([
		['b', 2],
		['c', undefined],
	]);
	await second.close();
	change({ status: 'disabled' });
	const third = await activate(trigger, 'init');
	await settled();
	expect(await toldOf(trigger, third)).toEqual([]);
	expect(queries()).toHaveLength(2);
});

it('fetches nothing with 0 hours, nor for log events', async () => {
	for (const trigger of [triggerOf({ catchUpHours: 0 }), triggerOf({}, { listenTo: 'logs' })]) {
		happenedAt(Date.now() - 1000, 'a');
		const started = await activate(trigger, 'init');
		await settled();
		expect([started.executions, queries()]).toEqual([[], []]);
	}
});

it('starts the workflow once for each event also where duplicates are not skipped', async () => {
	const before = happen('a');
	const trigger = triggerOf({ skipDuplicates: false });
	const first = await activate(trigger, 'activate');
	await delivered(trigger, before);
	await first.close();
	remove();
	happen('b');
	const second = await activate(trigger, 'init');
	await second.started(1);
	expect(await toldOf(trigger, second)).toEqual([['b', 1]]);
	const again = before.map(({ id }) => ({ json: { event: { id } } }));
	expect(await trigger.run(again, 'webhook')).toEqual(again);
});

it.each(['end', 'reset', 'silence'] as const)(
	'goes on where a connection ends by %s',
	async (how) => {
		happenedAt(Date.now() - 1000, 'a');
		const trigger = triggerOf();
		const started = await activate(trigger, 'init');
		while (tenant().eventFeed.open === 0) await sleep(100);
		tenant().eventFeed.close(how);
		await started.started(1);
		await settled();
		expect(await toldOf(trigger, started)).toEqual([['a', 1]]);
	},
);

it('goes on as long as events come, however slowly and over however many connections', async () => {
	const happened = Date.now() - HOUR_MS;
	const trigger = triggerOf();
	const started = await activate(trigger, 'init');
	const names = Array.from({ length: 8 }, (_, index) => String(index));
	for (const [index, name] of names.entries()) {
		while (tenant().eventFeed.open === 0) await sleep(100);
		await sleep(15_000);
		happenedAt(happened + index, name);
		if (index % 4 !== 0) continue;
		await sleep(100);
		tenant().eventFeed.close();
	}
	await started.started(1);
	await settled();
	expect(await toldOf(trigger, started)).toEqual(
		names.map((name) => [name, name === '0' ? names.length : undefined]),
	);
	expect(started.failed).toEqual([]);
});

it('asks for each event once, where each ends its connection', async () => {
	const happened = Date.now() - HOUR_MS;
	const trigger = triggerOf();
	const started = await activate(trigger, 'init');
	for (let index = 0; index < 7; index++) {
		while (queries().length === index) await sleep(100);
		await sleep(100);
		happenedAt(happened + index, String(index));
		await sleep(100);
		tenant().eventFeed.close();
	}
	const [items] = await started.started(1);
	expect(items?.map(({ json }) => json.name)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
	expect(started.failed).toEqual([]);
});

it('goes back as far where an expression returns something else by the change', async () => {
	const trigger = triggerOf();
	const first = await activate(trigger, 'activate');
	remove();
	happenedAt(Date.now() - HOUR_MS, 'a');
	trigger.parameters.options = { catchUpHours: 'soon' };
	await deactivate(trigger, first);
	trigger.parameters.options = {};
	const second = await activate(trigger, 'update');
	await second.started(1);
	expect(await toldOf(trigger, second)).toEqual([['a', 1]]);
});

it('fetches the newest of very many, as many as it can tell apart', async () => {
	const trigger = triggerOf();
	const names = Array.from({ length: 5_010 }, (_, index) => String(index));
	happenedAt(Date.now() - HOUR_MS, ...names);
	const started = await activate(trigger, 'init');
	const [items] = await started.started(1);
	expect(items?.map(({ json }) => json.name)).toEqual(names.slice(10));
	expect(started.failed).toMatchObject([{ message: expect.stringContaining('10 events') }]);
});

describe('what Auth0 refuses keeps no workflow from starting', () => {
	it('and is not told where it is only the permission', async () => {
		tenant().setScopes('full', 'read:event_streams create:event_streams');
		happenedAt(Date.now() - 1000, 'a');
		const started = await activate(triggerOf(), 'init');
		await settled();
		expect(queries()).toHaveLength(1);
		expect([started.executions, started.failed, started.errors]).toEqual([[], [], []]);
	});

	it.each([
		['the plan', () => (tenant().eventFeed.settings.limit = 0), 'no further connection'],
		[
			'a fault',
			() => tenant().inject({ path: '/api/v2/events', status: 503, times: 100 }),
			'Auth0',
		],
		['an end at once', () => (tenant().eventFeed.settings.closeAfterMs = 0), 'broke off'],
		['an error', () => tenant().eventFeed.fail('processing_error'), 'could not go on'],
	])('and is told for %s', async (_what, spoil, message) => {
		spoil();
		const started = await activate(triggerOf(), 'init');
		await sleep(HOUR_MS);
		expect(started.failed).toMatchObject([
			{
				message: expect.stringContaining(message),
				description: expect.stringContaining('may be missing'),
			},
		]);
		expect(started.errors).toEqual([]);
	});
});

it('ends at once when it is closed', async () => {
	const started = await activate(triggerOf(), 'init');
	while (tenant().eventFeed.open === 0) await sleep(100);
	await started.close();
	await sleep(1000);
	expect(tenant().eventFeed.open).toBe(0);
	expect(started.failed).toEqual([]);
});
