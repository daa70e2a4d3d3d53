import type { INodeParameters } from 'n8n-workflow';

import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger, WEBHOOK_BASE } from '../support/trigger';

const tenant = useTenant();

const ALERTS = { listenTo: 'securityAlerts' };
const LOGS = { listenTo: 'logs', logCategories: ['auth.login.fail', 'user.success'] };

const streams = () => tenant().logStreams.all();
const triggerOf = (
	parameters: INodeParameters,
	settings?: ConstructorParameters<typeof TestedTrigger>[2],
) => new TestedTrigger(credentialFor(tenant()), parameters, settings);
const authorization = () => ({
	authorization: String(streams().at(-1)?.sink.httpAuthorization),
});

const alert = (id: string, type = 'limit_wc') => ({
	log_id: id,
	data: { log_id: id, date: '2026-03-01T10:00:00.000Z', type, ip: '203.0.113.1' },
});

it('makes a prioritized stream for security alerts, which does not count', async () => {
	tenant().logStreams.limit = 0;
	await triggerOf(ALERTS).publish();
	expect(streams()).toMatchObject([
		{
			type: 'http',
			isPriority: true,
			status: 'active',
			name: expect.stringMatching(/^n8n: Welcome \[/),
			sink: {
				httpEndpoint: `${WEBHOOK_BASE}/trigger/webhook`,
				httpContentFormat: 'JSONARRAY',
				httpContentType: 'application/json',
				httpAuthorization: expect.stringMatching(/^Bearer [\w-]{43}$/),
			},
		},
	]);
});

it('makes a stream for exactly the chosen categories', async () => {
	await triggerOf(LOGS).publish();
	expect(streams()).toMatchObject([
		{
			isPriority: false,
			filters: [
				{ type: 'category', name: 'auth.login.fail' },
				{ type: 'category', name: 'user.success' },
			],
		},
	]);
});

it.each([
	['security alerts', ALERTS],
	['log events', LOGS],
])('leaves the stream of %s as it is, mends it, and deletes it', async (_what, parameters) => {
	const trigger = triggerOf(parameters);
	await trigger.publish();
	const [before] = structuredClone(streams());
	await trigger.publish('init');
	const writes = () =>
		tenant()
			.requests.filter(({ method, path }) => method !== 'GET' && path.includes('log-streams'))
			.map(({ method }) => method);
	expect(writes()).toEqual(['POST']);
	for (const status of ['paused', 'suspended']) {
		Object.assign(streams()[0] ?? {}, { status });
		await trigger.publish('init');
		expect(streams()).toEqual([before]);
	}
	trigger.staticData = {};
	await trigger.unpublish();
	expect(streams()).toEqual([]);
	expect(writes()).toEqual(['POST', 'PATCH', 'PATCH', 'DELETE']);
	await trigger.publish();
	Object.assign(streams()[0] ?? {}, { name: 'Alerts' });
	await trigger.unpublish();
	expect(streams()).toEqual([]);
});

it('follows other categories, and the change from alerts to events', async () => {
	await triggerOf(LOGS).publish();
	await triggerOf({ ...LOGS, logCategories: [] }).publish();
	expect(streams()).toMatchObject([{ filters: [] }]);
	await triggerOf(ALERTS).publish();
	expect(streams()).toMatchObject([{ isPriority: true }]);
});

it('unpacks a batch, with the words for each code', async () => {
	const trigger = triggerOf(ALERTS);
	await trigger.publish();
	const batch = [alert('90020260301'), alert('90020260302', 'pwd_leak'), alert('3', 'news')];
	const { status, items } = await trigger.deliver(batch, authorization());
	expect(status).toBe(200);
	expect(items).toMatchObject([
		{
			json: {
				log_id: '90020260301',
				type: 'limit_wc',
				type_description: expect.stringMatching(/\w/),
				ip: '203.0.113.1',
			},
		},
		{ json: { log_id: '90020260302', type: 'pwd_leak' } },
		{ json: { log_id: '3', type: 'news' } },
	]);
	expect(Object.keys(items[0]?.json ?? {}).slice(0, 4)).toEqual([
		'type_description',
		'type',
		'date',
		'log_id',
	]);
});

it.each([ALERTS, LOGS])('of %j hands on no secret of the details', async (parameters) => {
	const trigger = triggerOf(parameters);
	await trigger.publish();
	const { log_id: id, data } = alert('1', 'sapi');
	const details = { request: { body: { password: 'S3cr3t', email: 'jane@example.com' } } };
	const deliveries = [
		{ log_id: id, data: { ...data, details } },
		{ ...data, log_id: '2', details },
	];
	const { items } = await trigger.deliver(deliveries, authorization());
	const masked = { request: { body: { password: '*****', email: 'jane@example.com' } } };
	expect(items.map(({ json }) => json.details)).toEqual([masked, masked]);
});

it('knows a log event by its ID, wherever that is', async () => {
	const trigger = triggerOf(ALERTS);
	await trigger.publish();
	const { log_id: id, ...data } = alert('twice').data;
	const forms = [
		{ log_id: id, data },
		{ data: { ...data, log_id: id } },
		{ ...data, log_id: id },
		{ ...data, _id: id },
	];
	const { items } = await trigger.deliver(forms, authorization());
	expect(items.map(({ json }) => json.log_id)).toEqual([id, id, id, id]);
	expect(await trigger.run(items, 'webhook')).toEqual(items.slice(0, 1));
});

it('starts with the chosen codes only', async () => {
	const trigger = triggerOf({ ...LOGS, logTypes: ['fp'] });
	await trigger.publish();
	const batch = [alert('1', 'fp'), alert('2', 'fu')];
	const { items } = await trigger.deliver(batch, authorization());
	expect(items.map(({ json }) => json.log_id)).toEqual(['1']);
	expect((await trigger.deliver([alert('3', 'fu')], authorization())).body).toEqual({});
});

it('takes what it knows of a batch, so that the rest does not hold it up', async () => {
	const trigger = triggerOf(ALERTS);
	await trigger.publish();
	const batch = [{ odd: true }, null, 'odd', 1, [], alert('1')];
	const { status, items } = await trigger.deliver(batch, authorization());
	expect([status, items.map(({ json }) => json.log_id)]).toEqual([200, ['1']]);
	for (const nothing of [[{ odd: true }], [null], []]) {
		const { status: refused, body } = await trigger.deliver(nothing, authorization());
		expect([refused, body]).toEqual([400, { message: 'The body contains no Auth0 event.' }]);
	}
});

it('returns no secret of any stream, and lets nobody in without one', async () => {
	const trigger = triggerOf(ALERTS);
	await trigger.publish();
	const { authorization: token } = authorization();
	const { items } = await trigger.deliver([alert('1')], { authorization: token });
	expect(JSON.stringify([items, trigger.staticData])).not.toContain(token.slice(7));
	expect((await trigger.deliver([alert('1')])).status).toBe(401);
});

it('refuses a code that is on no list before anything is sent', async () => {
	await expect(triggerOf({ ...LOGS, logTypes: ['nope'] }).publish()).rejects.toMatchObject({
		message: expect.stringContaining("'Log Event Types'"),
	});
	await expect(triggerOf({ ...LOGS, logCategories: ['x'] }).publish()).rejects.toMatchObject({
		message: expect.stringContaining("'Log Categories'"),
	});
	expect(tenant().requests).toEqual([]);
});

describe('a stream that was deleted while n8n was not running', () => {
	const startFrom = () => {
		const created = tenant().requests.filter(
			({ method, path }) => method === 'POST' && path.endsWith('/log-streams'),
		);
		return Object(created.at(-1)?.body).startFrom;
	};

	it('delivers what happened in the meantime', async () => {
		const trigger = triggerOf({ ...ALERTS, options: { catchUpHours: 2 } });
		await trigger.publish();
		expect(startFrom()).toBeUndefined();
		tenant().logStreams.clear();
		await trigger.publish('init');
		const ago = Date.now() - Date.parse(startFrom());
		expect(Math.abs(ago - 2 * 3_600_000)).toBeLessThan(60_000);
	});

	it('delivers nothing of it where nobody wants that', async () => {
		const trigger = triggerOf({ ...ALERTS, options: { catchUpHours: 0 } });
		await trigger.publish('init');
		expect(startFrom()).toBeUndefined();
	});

	it('delivers from the change of the node on', async () => {
		const trigger = triggerOf(ALERTS);
		await trigger.publish();
		const before = Date.now();
		await trigger.unpublish();
		await trigger.publish('update');
		expect(Date.parse(startFrom())).toBeGreaterThanOrEqual(before);
	});

	it('delivers nothing of the time for which a person ended the workflow', async () => {
		const trigger = triggerOf(ALERTS);
		await trigger.publish();
		await trigger.unpublish();
		await trigger.publish('activate');
		expect(startFrom()).toBeUndefined();
	});
});
