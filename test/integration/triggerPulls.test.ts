import type { WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { connectionTo } from '../support/connection';
import { countsIn, idsIn, idsOf, PULL_KINDS, usePull } from '../support/pullKinds';
import { outputOf, useRunningTriggers } from '../support/runningTriggers';
import { useStandIn, useTrust } from '../support/standIn';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const otherTenant = useStandIn();
useTrust(otherTenant);
const start = useRunningTriggers(tenant);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NONE = undefined;

const missing = (): never => {
	throw new Error('There is no such way to listen.');
};

describe.each(PULL_KINDS)('%s', (_name, kind) => {
	const { triggerOf, happen, got, settle } = usePull(tenant, kind);

	/** A trigger that was started with so many, and ended. */
	async function stopped(trigger: TestedTrigger, count: number) {
		const started = await start(trigger);
		const ids = happen(count);
		await got(started, count);
		await started.close();
		return { started, ids };
	}

	it('starts with what happens from now on, in order', async () => {
		happen(2);
		const started = await start(triggerOf());
		const ids = happen(3);
		await got(started, 3);
		ids.push(...happen(2));
		await got(started, 5);
		expect(idsOf(kind, started)).toEqual(ids);
	});

	it.each(['init', 'leadershipChange', 'update'] as const)(
		'goes on where it was (%s), and says how many there were in between',
		async (mode) => {
			const trigger = triggerOf();
			const before = await stopped(trigger, 2);
			await sleep(10 * MINUTE_MS);
			const ids = [...before.ids, ...happen(3)];
			const after = await start(trigger, mode);
			await got(after, 3);
			ids.push(...happen(1));
			await got(after, 4);
			const output = await outputOf(trigger, before.started, after);
			expect(idsIn(kind, output)).toEqual(ids);
			expect(countsIn(kind, output)).toEqual([NONE, NONE, 3, NONE, NONE, NONE]);
			expect(after.failed).toEqual([]);
		},
	);

	it('begins where the workflow was turned on, if nothing happened before a restart', async () => {
		happen(1);
		await sleep(5_000);
		const trigger = triggerOf();
		await (await start(trigger)).close();
		await sleep(5_000);
		const ids = happen(1);
		const after = await start(trigger, 'init');
		await got(after, 1);
		await settle();
		expect(idsOf(kind, after)).toEqual(ids);
	});

	it.each([
		['has it', false],
		['has lost it', true],
	])('fetches again what n8n may not have taken; n8n %s', async (_what, isLost) => {
		const trigger = triggerOf();
		const before = await start(trigger);
		before.takes = 'never ends';
		const ids = happen(3);
		await got(before, 3);
		await before.close();
		if (isLost) {
			before.executions.length = 0;
			trigger.keys.clear();
		}
		ids.push(...happen(2));
		const after = await start(trigger, 'init');
		await after.until(() => idsOf(kind, after).at(-1) === ids.at(-1));
		expect(after.dropped.length > 0).toBe(!isLost);
		const output = await outputOf(trigger, before, after);
		expect(idsIn(kind, output)).toEqual(ids);
		expect(countsIn(kind, output)).toEqual([NONE, NONE, NONE, 2, NONE]);
	});

	it.each([5_000, 600_000])('gives n8n again what it could not store for %d ms', async (ms) => {
		const started = await start(triggerOf());
		started.takes = 'fails';
		const ids = happen(2);
		await sleep(MINUTE_MS + ms);
		started.takes = 'at once';
		await got(started, 2);
		expect(idsOf(kind, started).sort()).toEqual(ids.sort());
	});

	it('loses nothing, if n8n is ended while it cannot store one of several', async () => {
		const trigger = triggerOf();
		const before = await start(trigger);
		const ids = happen(1);
		before.refuses = ([item]) => idsIn(kind, item ? [item] : []).includes(ids[0]);
		await settle();
		ids.push(...happen(1));
		await settle();
		await before.close();
		const after = await start(trigger, 'init');
		await settle();
		expect(idsIn(kind, await outputOf(trigger, before, after)).sort()).toEqual(ids.sort());
	});

	it('loses nothing and has nothing twice, if static data is lost or goes back', async () => {
		const trigger = triggerOf();
		const first = await start(trigger);
		const ids = happen(3);
		await got(first, 3);
		const old = structuredClone(trigger.staticData);
		ids.push(...happen(1));
		await got(first, 4);
		await first.close();
		ids.push(...happen(1));
		const started = [first];
		for (const staticData of [old, {}, { pull: 'x' }, { pull: { since: 'never' } }]) {
			trigger.staticData = staticData;
			trigger.keys.clear();
			const again = await start(trigger, 'init');
			started.push(again);
			await again.until(() => idsOf(kind, again).includes(ids[4]));
			await again.close();
		}
		expect(idsIn(kind, await outputOf(trigger, ...started))).toEqual(ids);
	});

	it('begins where it ended, or now, where a person changed the node and n8n lost its data', async () => {
		const trigger = triggerOf();
		await stopped(trigger, 1);
		await sleep(2_000);
		const [missed] = happen(1);
		const started: StartedTrigger[] = [];
		for (const each of [trigger, triggerOf()]) {
			each.staticData = {};
			started.push(await start(each, 'update'));
		}
		await settle();
		const [live] = happen(1);
		for (const each of started) await each.until(() => idsOf(kind, each).includes(live));
		expect(started.map((each) => idsOf(kind, each))).toEqual([[missed, live], [live]]);
	});

	it('goes back no further than it may', async () => {
		happen(3, 3 * HOUR_MS);
		const ids = happen(2, HOUR_MS);
		const started = await start(triggerOf({ catchUpHours: 2 }), 'init');
		await got(started, 2);
		await settle();
		expect(idsOf(kind, started)).toEqual(ids);
	});

	it('says what it skips, where it was ended for longer', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		await stopped(trigger, 2);
		happen(1);
		const from = new Date().toISOString().slice(0, -8);
		await sleep(3 * HOUR_MS);
		const ids = happen(1);
		const after = await start(trigger, 'init');
		await got(after, 1);
		await settle();
		expect(idsOf(kind, after)).toEqual(ids);
		expect(after.failed).toMatchObject([
			{
				message: expect.stringMatching(`^What happened from ${from}.* to .* was skipped.$`),
				description: expect.stringContaining("'Catch Up (Hours)'"),
			},
		]);
	});

	it('skips once, where many happened in the second from which on it goes back', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		await stopped(trigger, 2);
		await sleep(3 * HOUR_MS);
		const ids = happen(2_000, 2 * HOUR_MS - 1_000);
		const after = await start(trigger, 'init');
		await after.until(() => idsOf(kind, after).includes(ids.at(-1)));
		await settle();
		expect(after.failed).toHaveLength(1);
	});

	it('says nothing of skipping, where nothing happened for longer', async () => {
		const trigger = triggerOf({ catchUpHours: 2 });
		await stopped(trigger, 2);
		await sleep(3 * HOUR_MS);
		const ids = happen(1);
		const after = await start(trigger, 'init');
		await got(after, 1);
		await settle();
		expect(idsOf(kind, after)).toEqual(ids);
		expect(after.failed).toEqual([]);
	});

	it('says once that some may be missing, where Auth0 has forgotten where it was', async () => {
		happen(1);
		const trigger = triggerOf({ catchUpHours: 100 });
		await stopped(trigger, 2);
		await sleep(30 * HOUR_MS);
		const ids = happen(3);
		kind.forget(tenant());
		ids.push(...happen(1));
		const after = await start(trigger, 'init');
		await after.until(() => idsOf(kind, after).includes(ids[3]));
		await settle();
		expect(after.failed).toMatchObject([{ message: expect.stringContaining('may be missing') }]);
		expect(after.errors).toEqual([]);
	});

	it('begins now where a person turns the workflow on again', async () => {
		const trigger = triggerOf();
		await stopped(trigger, 2);
		await sleep(MINUTE_MS);
		happen(2);
		await sleep(MINUTE_MS);
		const started = await start(trigger, 'activate');
		const ids = happen(1);
		await got(started, 1);
		await settle();
		expect(idsOf(kind, started)).toEqual(ids);
		expect(countsIn(kind, started.executions.flat())).toEqual([NONE]);
	});

	it('begins now with 0 hours, also where it is known where it was', async () => {
		const trigger = triggerOf({ catchUpHours: 0 });
		await stopped(trigger, 2);
		happen(2);
		await sleep(MINUTE_MS);
		const after = await start(trigger, 'init');
		const ids = happen(1);
		await got(after, 1);
		await settle();
		expect(idsOf(kind, after)).toEqual(ids);
	});

	it.each<[number, WorkflowActivateMode]>([
		[0, 'init'],
		[24, 'activate'],
	])('begins now with %d hours (%s)', async (hours, mode) => {
		happen(1);
		const started = await start(triggerOf({ catchUpHours: hours }), mode);
		const ids = happen(1);
		await got(started, 1);
		await settle();
		expect(idsOf(kind, started)).toEqual(ids);
	});

	describe('with a credential that is changed to another tenant', () => {
		/** What happens there, from now on, and comes out. */
		async function happensThere(started: StartedTrigger) {
			const before = idsOf(kind, started).length;
			const ids = kind.happen(otherTenant(), 2);
			await got(started, before + 2);
			expect(idsOf(kind, started).slice(before)).toEqual(ids);
			expect([started.failed, started.errors]).toEqual([[], []]);
			expect(countsIn(kind, started.executions.flat())).not.toContainEqual(expect.any(Number));
			await started.close();
			while (otherTenant().eventFeed.open > 0) await sleep(100);
		}

		it('begins with what happens there from then on, while it is active', async () => {
			const credential = credentialFor(tenant());
			const trigger = new TestedTrigger(credential, kind.parameters);
			const started = await start(trigger);
			happen(2);
			await got(started, 2);
			kind.happen(otherTenant(), 3);
			credential.data = { ...credential.data, ...connectionTo(otherTenant()) };
			kind.askAgain(tenant());
			await settle();
			expect(idsOf(kind, started)).toHaveLength(2);
			await happensThere(started);
		});

		it('begins with what happens there from then on, at the next start', async () => {
			const trigger = triggerOf();
			await stopped(trigger, 2);
			kind.happen(otherTenant(), 3);
			const there = new TestedTrigger(credentialFor(otherTenant()), kind.parameters);
			there.staticData = trigger.staticData;
			await happensThere(await start(there, 'init'));
		});
	});
});

it.each([0, 1])(
	'goes on with what happened since, where a person changes how it listens (%d)',
	async (index) => {
		const [[, before] = missing(), [, after] = missing()] = [
			PULL_KINDS[index],
			PULL_KINDS[1 - index],
		];
		const trigger = usePull(tenant, before).triggerOf();
		const first = await start(trigger);
		before.happen(tenant(), 2);
		after.happen(tenant(), 2);
		await sleep(5 * MINUTE_MS);
		await first.close();
		const ids = after.happen(tenant(), 2);
		Object.assign(trigger.parameters, after.parameters);
		const second = await start(trigger, 'update');
		const { got, settle } = usePull(tenant, after);
		await got(second, 2);
		await settle();
		expect(idsOf(after, second)).toEqual(ids);
		expect([idsOf(before, first).length, second.failed]).toEqual([2, []]);
	},
);
