import { sleep } from 'n8n-workflow';

import {
	ago,
	allIds,
	counts,
	HOUR_MS,
	idsOf,
	look,
	LOGS,
	MINUTE_MS,
	times,
	useLogsPoll,
} from '../support/logsPoll';
import { outputOf } from '../support/runningTriggers';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { start, triggerOf, log, looks } = useLogsPoll(tenant);

/** Since when a search looks. */
const timeIn = (query = '') => Date.parse(`${/\[(\S+)/.exec(query)?.[1]}Z`);

it('takes a page that begins with the last log event', async () => {
	const [first] = log({});
	const started = await start(triggerOf());
	const [entry] = tenant().publishLogs([{}]);
	tenant().inject({
		path: LOGS,
		status: 200,
		body: [{ ...entry, log_id: first }, entry],
	});
	await look(2);
	expect(allIds(started)).toEqual([entry?.log_id]);
});

it('takes nothing twice from a page that a proxy repeats', async () => {
	const [first] = log({});
	const started = await start(triggerOf());
	const page = tenant().publishLogs(times(100));
	tenant().userData.logs.clear();
	tenant().inject({ path: LOGS, status: 200, body: [{ ...page[0], log_id: first }] });
	tenant().inject({ path: LOGS, status: 200, body: page, times: 20 });
	await look(3);
	expect(allIds(started)).toEqual(page.map(({ log_id: id }) => id));
	// One that has nothing, that page, and a look a minute at what is said to be behind it.
	expect(looks().length).toBeLessThan(7);
});

it.each([150, 1_000])(
	'finds the first of %d log events in a second, where a search has it last',
	async (count) => {
		const last = Date.now() - HOUR_MS;
		const dates = times(count).map((_entry, index) => new Date(last - index).toISOString());
		const ids = log(...dates.map((date) => ({ date })), { date: ago(MINUTE_MS) });
		const started = await start(triggerOf(), 'init');
		await started.started(1);
		await look();
		expect(allIds(started)).toEqual(ids);
		expect(counts(started.executions.flat())).toEqual([count + 1]);
	},
);

it('asks a search for no more than it needs', async () => {
	for (let minute = 600; minute > 0; minute--) log({ date: ago(minute * MINUTE_MS) });
	const started = await start(triggerOf(), 'init');
	await started.started(1);
	expect(looks().filter(({ query }) => query.q !== undefined)).toHaveLength(1);
});

describe('where Auth0 no longer has the last log event', () => {
	/** A trigger that was ended, with a cursor that is then lost in the tenant. */
	const stopped = async () => {
		log({});
		const trigger = triggerOf();
		const before = await start(trigger);
		log({});
		await look();
		await before.close();
		tenant().userData.logs.clear();
		return trigger;
	};

	it.each([400, 404, 410])('and says so with %d, it goes on, and tells it once', async (status) => {
		const trigger = await stopped();
		const ids = log({}, {});
		tenant().inject({ path: LOGS, status, body: { statusCode: status, message: 'No such log.' } });
		const after = await start(trigger, 'init');
		await after.started(1);
		await look(2);
		expect(allIds(after)).toEqual(ids);
		expect(after.failed).toMatchObject([
			{
				message: 'Some log events may be missing.',
				description: expect.stringContaining('Auth0 no longer has'),
			},
		]);
	});

	it('it goes back no further than it may', async () => {
		const trigger = await stopped();
		await sleep(30 * HOUR_MS);
		tenant().inject({ path: LOGS, status: 404 });
		const { length } = looks();
		await start(trigger, 'init');
		await look();
		const search = looks()
			.slice(length)
			.find(({ query }) => query.q !== undefined);
		const since = timeIn(String(search?.query.q));
		expect(Math.round((Date.now() - since) / HOUR_MS)).toBe(24);
	});

	it('it finds what happened a minute before the last look, and was logged after it', async () => {
		log({});
		const started = await start(triggerOf());
		log({});
		await look(60);
		tenant().userData.logs.clear();
		const ids = log({ date: ago(MINUTE_MS) }, {});
		tenant().inject({ path: LOGS, status: 404 });
		await look();
		expect(allIds(started).slice(1)).toEqual(ids);
		expect(started.failed).toHaveLength(1);
		const [search] = looks().flatMap(({ query: { q } }) => (q === undefined ? [] : [String(q)]));
		expect(Date.now() - timeIn(search)).toBeLessThan(5 * MINUTE_MS);
	});

	it('tells it once, even if it fails on the next page', async () => {
		const trigger = await stopped();
		const ids = log(...times(250));
		const { length } = looks();
		tenant().inject({ path: LOGS, status: 404 });
		tenant().inject({ path: LOGS, status: 400, skip: 4 });
		const after = await start(trigger, 'init');
		await after.started(1);
		expect(allIds(after)).toEqual(ids);
		expect(after.failed).toMatchObject([{ message: 'Some log events may be missing.' }]);
		const [lost, ...others] = looks()
			.slice(length)
			.map(({ query }) => query.from);
		expect(others).not.toContain(lost);
	});

	it('nor any other, it goes on with the next one', async () => {
		const trigger = await stopped();
		tenant().inject({ path: LOGS, status: 404, times: 1 });
		const after = await start(trigger, 'init');
		await look(2);
		const ids = log({});
		await after.started(1);
		expect(allIds(after)).toEqual(ids);
		expect(after.failed).toHaveLength(1);
	});

	it.each([400, 404])('is not meant by every %d: it stays where it was', async (status) => {
		log({});
		const started = await start(triggerOf());
		const ids = log({});
		const body = { statusCode: status, error: 'Refused', message: 'The request is not valid.' };
		tenant().inject({ path: LOGS, status, body, times: 3 });
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
		expect(started.failed).toHaveLength(1);
		expect(started.failed[0]?.message).not.toContain('missing');
		expect(started.errors).toEqual([]);
	});
});

describe('where filters left out what happened for days', () => {
	const filters = { logTypes: ['f'] };

	/** A trigger that n8n starts again days after the last log event that it was started with. */
	const restarted = async (...meanwhile: string[]) => {
		const trigger = triggerOf(filters);
		log({});
		const before = await start(trigger);
		log({ type: 'f' });
		await before.started(1);
		await before.close();
		log(...times(120, { type: 's' }), ...meanwhile.map((type) => ({ type })));
		await sleep(72 * HOUR_MS);
		const ids = log({ type: 'f' });
		const after = await start(trigger, 'init');
		await look();
		expect(allIds(after)).toEqual(ids);
		return after.failed;
	};

	it('says nothing of skipping, as none was missed', async () => {
		expect(await restarted()).toEqual([]);
	});

	it('says that one was skipped', async () => {
		expect(await restarted('f')).toMatchObject([{ message: expect.stringMatching(/was skipped/) }]);
	});
});

it('loses nothing, if Auth0 fails in the middle of many pages', async () => {
	const trigger = triggerOf();
	const started = await start(trigger);
	const ids = log(...times(1_500));
	tenant().inject({ path: LOGS, drop: 'before', skip: 5, times: 40 });
	await started.until(() => started.executions.flat().length >= ids.length);
	expect(idsOf(await outputOf(trigger, started))).toEqual(ids);
	expect(started.errors).toEqual([]);
});

it('reads on where it was, if Auth0 fails between two pages that have nothing', async () => {
	log({});
	const started = await start(triggerOf({ logTypes: ['f'] }));
	log(...times(950));
	const ids = log({ type: 'f' });
	tenant().inject({ path: LOGS, status: 400, skip: 6 });
	await started.started(1);
	expect(allIds(started)).toEqual(ids);
	const from = looks().map(({ query }) => query.from);
	expect(from.length - new Set(from).size).toBe(1);
});
