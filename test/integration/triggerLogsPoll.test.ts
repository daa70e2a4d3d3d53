import type { INodeExecutionData, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { LOG_TYPES } from '../../nodes/Auth0/api/logTypes';
import { JANE } from '../support/accounts';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LOGS = '/api/v2/logs';

const running: StartedTrigger[] = [];
afterEach(async () => {
	for (const started of running.splice(0)) await started.close();
});

const triggerOf = (parameters: INodeParameters = {}) =>
	new TestedTrigger(credentialFor(tenant()), { listenTo: 'logsPoll', ...parameters });

async function start(trigger: TestedTrigger, mode: WorkflowActivateMode = 'activate') {
	const started = await trigger.start(mode);
	running.push(started);
	return started;
}

type Entry = Parameters<ReturnType<typeof tenant>['publishLogs']>[0][number];

/** Something happens, and Auth0 logs it; returns the IDs. */
const log = (...entries: Entry[]) =>
	tenant()
		.publishLogs(entries)
		.map(({ log_id: id }) => id);

const times = (count: number, entry: Entry = {}) => Array.from({ length: count }, () => entry);
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.log_id);
const allIds = (...started: StartedTrigger[]) =>
	started.flatMap(({ executions }) => idsOf(executions.flat()));
const counts = (items: INodeExecutionData[]) =>
	items.flatMap(({ json }) => (json.caughtUp === undefined ? [] : [json.caughtUp]));

/** Waits for the next look, and until what it found was handed on. */
const look = async (looks = 1) => await sleep(looks * MINUTE_MS + 1_000);

/** What the workflow gets of everything that it was started with, in that order. */
async function outputOf(trigger: TestedTrigger, ...started: StartedTrigger[]) {
	const output: INodeExecutionData[] = [];
	for (const items of started.flatMap(({ executions }) => executions)) {
		output.push(...(await trigger.run(items)));
	}
	return output;
}

const looks = () => tenant().requests.filter(({ path }) => path === LOGS);

it('starts the workflow with what is logged from now on, in the order of the log', async () => {
	log({}, {});
	const started = await start(triggerOf());
	const ids = log({ type: 's', user_id: JANE, ip: '203.0.113.7' }, { type: 'news' });
	await started.started(1);
	expect(started.executions).toEqual([
		[
			{
				json: {
					log_id: ids[0],
					date: expect.stringMatching(/Z$/),
					type: 's',
					type_description: 'Successful login',
					user_id: JANE,
					ip: '203.0.113.7',
				},
			},
			{ json: expect.objectContaining({ log_id: ids[1], type: 'news' }) },
		],
	]);
	const later = log({}, {}, {});
	await started.started(2);
	expect(idsOf(started.executions[1] ?? [])).toEqual(later);
});

it('begins behind the highest ID, which need not be the latest time', async () => {
	const [late] = log({ date: ago(4_000) });
	log({ date: ago(60 * MINUTE_MS) });
	tenant().publishLogs([{ log_id: '9001', date: ago(0) }]);
	expect(String(late) > '9001').toBe(true);
	const started = await start(triggerOf());
	const ids = log({});
	await started.started(1);
	expect(allIds(started)).toEqual(ids);
});

it('sends one request a look while nothing happens, and one for a token', async () => {
	log({});
	const started = await start(triggerOf());
	await sleep(HOUR_MS + 1_000);
	expect(looks()).toHaveLength(61);
	expect(tenant().requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
	expect(started.executions).toEqual([]);
	expect(
		new Set(
			looks()
				.slice(1)
				.map(({ query }) => JSON.stringify(query)),
		).size,
	).toBe(1);
});

it('looks as often as it is told to', async () => {
	await start(triggerOf({ options: { pollInterval: 15 } }));
	await sleep(HOUR_MS + 1_000);
	expect(looks()).toHaveLength(5);
});

it('leaves out nothing that is logged late, and keeps the order of the log', async () => {
	const started = await start(triggerOf());
	const ids = log({}, {});
	await look();
	ids.push(...log({ date: ago(10 * MINUTE_MS) }, {}, { date: ago(2_000) }));
	await look();
	ids.push(...log({}));
	await look();
	expect(allIds(started)).toEqual(ids);
});

it('starts with what is logged first in a tenant whose log was empty, whatever its clock', async () => {
	const started = await start(triggerOf());
	const ids = log({ date: ago(10 * MINUTE_MS) }, {});
	await look();
	ids.push(...log({}));
	await look();
	expect(allIds(started)).toEqual(ids);
});

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

describe('filters', () => {
	const ENTRIES: Entry[] = [
		{ type: 's', user_id: JANE },
		{ type: 'fp', user_id: JANE },
		{ type: 'fp', user_id: 'auth0|joe' },
		{ type: 'sapi', user_id: 'app@clients' },
		{ type: 'pwd_leak', user_id: 'auth0|joe' },
		{ type: 'news' },
	];

	it.each<[string, INodeParameters, number[]]>([
		['types', { logTypes: ['s', 'sapi'] }, [0, 3]],
		['categories', { logCategories: ['auth.login.fail', 'auth.login.success'] }, [0, 1, 2]],
		['the category of all others', { logCategories: ['other'] }, [4, 5]],
		['categories and types', { logCategories: ['auth.login.fail'], logTypes: ['s', 'fp'] }, [1, 2]],
		['a user', { options: { userId: ` ${JANE} ` } }, [0, 1]],
		['an application', { options: { userId: 'app@clients' } }, [3]],
		['a user and types', { logTypes: ['fp'], options: { userId: 'auth0|joe' } }, [2]],
		['nothing', {}, [0, 1, 2, 3, 4, 5]],
	])('by %s', async (_what, parameters, expected) => {
		const started = await start(triggerOf(parameters));
		const ids = log(...ENTRIES);
		await look();
		expect(allIds(started)).toEqual(expected.map((index) => ids[index]));
	});

	it('start nothing while nothing matches, and read nothing twice', async () => {
		log({});
		const started = await start(triggerOf({ logTypes: ['f'] }));
		log(...times(250));
		await look(2);
		expect(started.executions).toEqual([]);
		expect(looks()).toHaveLength(5);
		expect(new Set(looks().map(({ query }) => query.from)).size).toBe(5);
	});

	it('read on where they were, if Auth0 fails between two pages that have nothing', async () => {
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

	it.each<[string, INodeParameters, RegExp]>([
		['a type that is not on the list', { logTypes: ['login'] }, /Log Event Types.*login/],
		['a category that is not on the list', { logCategories: ['login'] }, /Log Categories.*login/],
		['no user', { options: { userId: ' ' } }, /'User ID' is empty/],
		['an email address', { options: { userId: 'jane@example.com' } }, /not a user ID/],
		['an interval of nothing', { options: { pollInterval: 0 } }, /Check Every/],
		['an interval in words', { options: { pollInterval: 'often' } }, /Check Every/],
		['a time in words', { options: { catchUpHours: 'long' } }, /Catch Up/],
	])('are refused before anything is sent: %s', async (_what, parameters, message) => {
		for (const mode of ['activate', 'init'] as const) {
			await expect(triggerOf(parameters).start(mode)).rejects.toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(message),
			});
		}
		await expect(triggerOf(parameters).run([{ json: {} }], 'manual')).rejects.toThrow(message);
		expect(tenant().requests).toEqual([]);
	});
});

describe('many log events', () => {
	it('between two looks start one execution, in order', async () => {
		const started = await start(triggerOf());
		const ids = log(...times(730));
		await look();
		expect(started.executions).toHaveLength(1);
		expect(allIds(started)).toEqual(ids);
		expect(counts(started.executions.flat())).toEqual([]);
	});

	it('start several executions, one after the other, in order', async () => {
		const trigger = triggerOf();
		log({});
		const started = await start(trigger);
		const ids = log(...times(2_500));
		await look();
		expect(started.executions.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
		expect(idsOf(await outputOf(trigger, started))).toEqual(ids);
	});

	it('while n8n was not running are counted as one total, with what comes first', async () => {
		const trigger = triggerOf({ logTypes: ['s'] });
		const before = await start(trigger);
		log({});
		await look();
		await before.close();
		const ids = Array.from({ length: 25 }, () => {
			log(...times(50, { type: 'f' }));
			return log(...times(100));
		}).flat();
		const after = await start(trigger, 'init');
		await after.started(3);
		ids.push(...log({}));
		await look();
		expect(allIds(after)).toEqual(ids);
		expect(after.executions[0]?.[0]?.json.caughtUp).toBe(2_500);
		expect(counts(after.executions.flat())).toEqual([2_500]);
	});
});

describe('after a restart', () => {
	it.each(['init', 'leadershipChange', 'update'] as const)(
		'(%s) it goes on where it was, and says how many there were in between',
		async (mode) => {
			const trigger = triggerOf();
			const before = await start(trigger);
			const ids = log({}, {});
			await look();
			await before.close();
			await sleep(10 * MINUTE_MS);
			ids.push(...log({}, {}, {}));
			const after = await start(trigger, mode);
			await after.started(1);
			ids.push(...log({}));
			await after.started(2);
			const output = await outputOf(trigger, before, after);
			expect(idsOf(output)).toEqual(ids);
			expect(output.map(({ json }) => json.caughtUp)).toEqual([
				...[undefined, undefined],
				...[3, undefined, undefined],
				undefined,
			]);
		},
	);

	it('before anything was logged it begins where the workflow was turned on', async () => {
		log({}, {});
		const trigger = triggerOf();
		const before = await start(trigger);
		await before.close();
		const ids = log({});
		const after = await start(trigger, 'init');
		await after.started(1);
		await look(2);
		expect(allIds(after)).toEqual(ids);
	});

	it.each([
		['has it', false],
		['has lost it', true],
	])('fetches again what n8n may not have taken; %s, each comes once', async (_what, isLost) => {
		const trigger = triggerOf();
		const before = await start(trigger);
		before.takes = 'never ends';
		const ids = log({}, {}, {});
		await look();
		await before.close();
		if (isLost) {
			before.executions.length = 0;
			trigger.keys.clear();
		}
		const news = log({}, {});
		const after = await start(trigger, 'init');
		await after.until(() => allIds(after).at(-1) === news.at(-1));
		expect(after.dropped).toHaveLength(isLost ? 0 : 1);
		const output = await outputOf(trigger, before, after);
		expect(idsOf(output)).toEqual([...ids, ...news]);
		expect(output.map(({ json }) => json.caughtUp)).toEqual([
			...[undefined, undefined, undefined],
			...[2, undefined],
		]);
	});

	it('gives n8n again what it could not store', async () => {
		const started = await start(triggerOf());
		started.takes = 'fails';
		const ids = log({}, {});
		await sleep(MINUTE_MS + 5_000);
		started.takes = 'at once';
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
	});

	it('with static data that was lost, or went back, costs no event, and none comes twice', async () => {
		const trigger = triggerOf();
		const first = await start(trigger);
		const ids = log({}, {}, {});
		await look();
		const old = structuredClone(trigger.staticData);
		ids.push(...log({}));
		await look();
		await first.close();
		ids.push(...log({}));
		const started = [first];
		for (const staticData of [old, {}, { pull: 'x' }, { pull: { since: 'never' } }]) {
			trigger.staticData = staticData;
			trigger.keys.clear();
			const again = await start(trigger, 'init');
			started.push(again);
			await again.started(1);
			await again.close();
		}
		expect(idsOf(await outputOf(trigger, ...started))).toEqual(ids);
	});

	it('counts only what is new, where n8n has lost what it had', async () => {
		const trigger = triggerOf();
		log({});
		const before = await start(trigger);
		log({}, {}, {});
		await look();
		await before.close();
		trigger.staticData = {};
		const news = log({}, {});
		const after = await start(trigger, 'init');
		await after.started(1);
		expect(after.executions[0]).toHaveLength(6);
		await outputOf(trigger, before);
		const output = await outputOf(trigger, after);
		// That was logged before the workflow was turned on, which nobody knows any more.
		expect(idsOf(output).slice(1)).toEqual(news);
		expect(output.map(({ json }) => json.caughtUp)).toEqual([3, undefined, undefined]);
	});

	it('goes back no further than it may', async () => {
		log(...times(3, { date: ago(3 * HOUR_MS) }));
		const ids = log(...times(2, { date: ago(HOUR_MS) }));
		const started = await start(triggerOf({ options: { catchUpHours: 2 } }), 'init');
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
		expect(counts(started.executions.flat())).toEqual([2]);
	});

	it('of long ago goes back no further than it may, even with a cursor', async () => {
		const trigger = triggerOf({ options: { catchUpHours: 2 } });
		const before = await start(trigger);
		log({});
		await look();
		await before.close();
		log({});
		await sleep(3 * HOUR_MS);
		const ids = log({});
		const after = await start(trigger, 'init');
		await after.started(1);
		expect(allIds(after)).toEqual(ids);
	});

	it('begins now with 0 hours, and when a person turns it on', async () => {
		for (const [hours, mode] of [
			[0, 'init'],
			[24, 'activate'],
		] as const) {
			log({});
			const started = await start(triggerOf({ options: { catchUpHours: hours } }), mode);
			const ids = log({});
			await started.started(1);
			expect(allIds(started)).toEqual(ids);
			await started.close();
		}
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

describe('what Auth0 refuses', () => {
	const MISSING = {
		message: 'The application lacks the permission read:logs.',
		description: expect.stringMatching(/Auth0 Management API.*select read:logs/),
	};

	it('because of the permission, it says at the activation, and where to grant it', async () => {
		tenant().setScopes('full', 'read:users');
		for (const mode of ['activate', 'update'] as const) {
			await expect(triggerOf().start(mode)).rejects.toMatchObject(MISSING);
		}
	});

	it('because of the secret, it says at the activation', async () => {
		const credential = credentialFor(tenant());
		credential.data = { ...credential.data, clientSecret: 'wrong' };
		const trigger = new TestedTrigger(credential, { listenTo: 'logsPoll' });
		await expect(trigger.start()).rejects.toMatchObject({ name: 'NodeApiError' });
	});

	it('at a start of n8n, it tells once, and goes on as soon as it can', async () => {
		tenant().setScopes('full', 'read:users');
		const started = await start(triggerOf(), 'init');
		await sleep(HOUR_MS);
		expect(started.failed).toMatchObject([MISSING]);
		expect(looks().length).toBeLessThan(50);
		tenant().setScopes('full', 'read:logs');
		const ids = log({});
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
		expect(started.errors).toEqual([]);
	});

	it('is enough with the permission read:logs_users', async () => {
		tenant().setScopes('full', 'read:logs_users');
		const started = await start(triggerOf());
		const ids = log({});
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
	});

	it.each([429, 500, 503])('with the status %d passes, without a word', async (status) => {
		const started = await start(triggerOf());
		const ids = log({});
		tenant().inject({
			path: LOGS,
			status,
			times: 8,
			...(status === 429 && { headers: { 'retry-after': '20' } }),
		});
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
		expect(started.failed).toEqual([]);
		expect(started.errors).toEqual([]);
	});

	it('for a long time, it tells once, and then catches up', async () => {
		const trigger = triggerOf();
		const started = await start(trigger);
		tenant().inject({ path: LOGS, status: 503, times: 10_000 });
		await sleep(HOUR_MS / 2);
		expect(started.failed).toMatchObject([{ message: expect.stringContaining('Auth0') }]);
		const ids = log({}, {});
		tenant().clearFaults();
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
		expect(counts(started.executions.flat())).toEqual([2]);
		expect(started.errors).toEqual([]);
	});

	it('in the middle of many pages, costs no event', async () => {
		const trigger = triggerOf();
		const started = await start(trigger);
		const ids = log(...times(1_500));
		tenant().inject({ path: LOGS, drop: 'before', skip: 5, times: 40 });
		await started.until(() => started.executions.flat().length >= ids.length);
		expect(idsOf(await outputOf(trigger, started))).toEqual(ids);
		expect(started.errors).toEqual([]);
	});
});

it('ends at once when it is closed, whatever it waits for', async () => {
	for (const prepare of [
		() => undefined,
		() => tenant().inject({ path: LOGS, status: 503, times: 1_000 }),
		() => tenant().inject({ path: LOGS, status: 429, times: 1_000 }),
		() => tenant().setDelay(60_000),
	]) {
		const started = await start(triggerOf());
		prepare();
		await look();
		const began = Date.now();
		await started.close();
		expect(Date.now() - began).toBeLessThan(1_000);
		const { length } = looks();
		await sleep(HOUR_MS);
		expect(looks()).toHaveLength(length);
		tenant().clearFaults();
		tenant().setDelay(0);
	}
});

it('has the tenant make no stream, and needs no public address', async () => {
	const trigger = new TestedTrigger(
		credentialFor(tenant()),
		{ listenTo: 'logsPoll' },
		{ webhookBase: 'http://localhost:5678/webhook' },
	);
	await trigger.publish();
	await start(trigger);
	await trigger.unpublish();
	expect(tenant().requests.map(({ path }) => path)).toEqual(['/oauth/token', LOGS]);
});

describe('“Listen for test event”', () => {
	const sample = async (parameters?: INodeParameters) =>
		await triggerOf(parameters).run([{ json: {} }], 'manual');

	it('shows the newest log event', async () => {
		const [first] = log({ type: 'f', date: ago(2_000) });
		tenant().publishLogs([{ log_id: '9001', date: ago(0) }]);
		expect(await sample()).toMatchObject([
			{ json: { log_id: first, type: 'f', type_description: 'Failed login' } },
		]);
	});

	it.each<[INodeParameters]>([
		[{ logTypes: ['fp', 'f'] }],
		[{ logCategories: ['auth.login.fail'] }],
		[{ options: { userId: JANE } }],
		[{ logTypes: ['fp'], options: { userId: JANE } }],
	])('shows the newest that matches, behind any number of others: %j', async (parameters) => {
		const [id] = log({ type: 'fp', user_id: JANE, date: ago(5_000) });
		log(...times(150));
		expect(idsOf(await sample(parameters))).toEqual([id]);
	});

	it('asks for nothing that is too long for Auth0', async () => {
		const [id] = log({ type: 's' });
		expect(idsOf(await sample({ logTypes: Object.keys(LOG_TYPES) }))).toEqual([id]);
		expect(JSON.stringify(looks()[0]?.query).length).toBeLessThan(2_000);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['none', {}, /no log event to show/],
		['none that matches', { logTypes: ['f'] }, /no recent log event that matches/],
		['none of the category', { logCategories: ['other'] }, /no recent log event that matches/],
	])('says what to do where there is %s', async (what, parameters, message) => {
		if (what !== 'none') log({});
		await expect(sample(parameters)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			description: expect.stringContaining('such as a login'),
		});
	});

	it('says what Auth0 refuses', async () => {
		tenant().setScopes('full', 'read:users');
		await expect(sample()).rejects.toMatchObject({
			message: 'The application lacks the permission read:logs.',
		});
	});
});
