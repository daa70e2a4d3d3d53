import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { JANE } from '../support/accounts';
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
	type Entry,
} from '../support/logsPoll';
import { outputOf } from '../support/runningTriggers';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const { start, triggerOf, log, looks } = useLogsPoll(tenant);

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

it('hands on no secret of the details, neither of new log events nor of a sample', async () => {
	const started = await start(triggerOf());
	log({ details: { response: { body: { ticket: 'S3cr3t', expires: 7 } } } });
	await started.started(1);
	const details = { response: { body: { ticket: '*****', expires: 7 } } };
	expect(started.executions).toMatchObject([[{ json: { details } }]]);
	expect(await triggerOf().run([{ json: {} }], 'manual')).toMatchObject([{ json: { details } }]);
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
});

it('hands on what is logged late, once it has caught up, however old it is', async () => {
	const trigger = triggerOf({ options: { catchUpHours: 2 } });
	const before = await start(trigger);
	log({});
	await before.started(1);
	await before.close();
	log({});
	const after = await start(trigger, 'init');
	await after.started(1);
	const ids = log({ date: ago(3 * HOUR_MS) });
	await look();
	expect([allIds(after).slice(1), after.failed]).toEqual([ids, []]);
});

it('knows an execution of any number of log events', async () => {
	const trigger = triggerOf();
	log({});
	const before = await start(trigger);
	before.takes = 'never ends';
	log(...times(120));
	await before.started(1);
	await before.close();
	const after = await start(trigger, 'init');
	await look();
	expect([after.dropped.length, after.executions]).toEqual([1, []]);
});

it('knows an execution by its last log event, whatever the filters leave of it', async () => {
	const trigger = triggerOf({ logTypes: ['s', 'f'] });
	log({});
	const before = await start(trigger);
	before.takes = 'never ends';
	log({ type: 's' }, { type: 'f' });
	await before.started(1);
	await before.close();
	trigger.parameters.logTypes = ['f'];
	const after = await start(trigger, 'update');
	await look();
	expect([after.dropped.length, after.executions]).toEqual([1, []]);
});

describe('what Auth0 refuses', () => {
	it('is enough with the permission read:logs_users', async () => {
		tenant().setScopes('full', 'read:logs_users');
		const started = await start(triggerOf());
		const ids = log({});
		await started.started(1);
		expect(allIds(started)).toEqual(ids);
	});
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
