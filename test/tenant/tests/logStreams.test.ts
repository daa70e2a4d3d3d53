import { JANE } from '../../support/accounts';
import { useFastClock } from '../../support/fastClock';
import { callerOf, useStandIn } from '../../support/standIn';
import { useReceiver } from '../../support/webhook';
import type { LogStream } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);
const receiver = useReceiver();
useFastClock();
beforeEach(() => {
	tenant().webhooks.deliverTo = (url) => url.replace('https://n8n.example', receiver().url);
});

const SINK = { httpEndpoint: 'https://n8n.example/webhook/1', httpAuthorization: 'Bearer a-token' };
const create = async (body: object = {}) =>
	await call<LogStream>('POST', '/log-streams', { body: { type: 'http', sink: SINK, ...body } });
const change = async (id: string, body: object) =>
	await call<LogStream>('PATCH', `/log-streams/${id}`, { body });
const category = (...names: string[]) => names.map((name) => ({ type: 'category', name }));
const bodies = () => receiver().received.map(({ body }) => body);
const typesSent = () =>
	bodies()
		.flatMap((body) => body.split('\n'))
		.map((line) => JSON.parse(line).data.type);
const ids = () => tenant().posts.map((post) => post.ids);

describe('A log stream', () => {
	it('is created, read, changed and deleted, with its secrets in clear', async () => {
		const { status, data: created } = await create({ name: 'one', filters: category('actions') });
		expect(status).toBe(200);
		expect(created).toEqual({
			id: expect.stringMatching(/^lst_\d{16}$/),
			name: 'one',
			type: 'http',
			status: 'active',
			sink: SINK,
			filters: category('actions'),
			isPriority: false,
		});
		const path = `/log-streams/${created.id}`;
		expect((await call('GET', path)).data).toEqual(created);
		expect((await call('GET', '/log-streams')).data).toEqual([created]);
		const changed = await change(created.id, { status: 'paused' });
		expect(changed).toMatchObject({ status: 200, data: { ...created, status: 'paused' } });
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await call('DELETE', path)).status).toBe(204);
		const missing = { status: 404, data: { message: 'The log stream does not exist.' } };
		expect(await call('GET', path)).toMatchObject(missing);
		expect(await change(created.id, {})).toMatchObject(missing);
	});

	it('loses pii_config with a new sink that has none', async () => {
		const { data } = await create({ pii_config: { log_fields: ['email'] } });
		const kept = { log_fields: ['email'], method: 'hash', algorithm: 'xxhash' };
		expect(data.pii_config).toEqual(kept);
		expect((await change(data.id, { name: 'two' })).data.pii_config).toEqual(kept);
		expect((await change(data.id, { sink: SINK })).data).not.toHaveProperty('pii_config');
	});

	it('is refused beyond the limit of the plan, unless it is prioritized', async () => {
		tenant().logStreams.limit = 1;
		expect((await create({ isPriority: true })).data.filters).toEqual(category('security'));
		expect((await create()).status).toBe(200);
		expect(await create()).toMatchObject({
			status: 409,
			data: { message: 'You have reached the maximum number of log streams for your account.' },
		});
		expect((await create({ isPriority: true })).status).toBe(200);
	});

	it.each([
		['GET', '', 'read'],
		['POST', '', 'create'],
		['GET', '/lst_1', 'read'],
		['PATCH', '/lst_1', 'update'],
		['DELETE', '/lst_1', 'delete'],
	])('needs a scope: %s %s', async (method, path, verb) => {
		const body = method === 'GET' ? undefined : {};
		const answer = await call(method, `/log-streams${path}`, { client: 'readOnly', body });
		expect(answer.data).toMatchObject({
			errorCode: 'insufficient_scope',
			message: `Insufficient scope, expected any of: ${verb}:log_streams`,
		});
	});
});

describe('Log entries are delivered', () => {
	it.each([
		['JSONARRAY', (text: string) => JSON.parse(text)],
		['JSONOBJECT', (text: string) => JSON.parse(text).logs],
		['JSONLINES', (text: string) => text.split('\n').map((line) => JSON.parse(line))],
		[undefined, (text: string) => text.split('\n').map((line) => JSON.parse(line))],
	])('in batches: %s', async (httpContentFormat, parse) => {
		await create({ sink: { ...SINK, httpContentFormat } });
		tenant().logDeliveries.settings.batchSize = 2;
		const entries = tenant().publishLogs([{ type: 's' }, { type: 'f' }, { type: 'sapi' }]);
		await tenant().delivered();
		const items = entries.map((data) => ({ log_id: data.log_id, data }));
		expect(bodies().map(parse)).toEqual([items.slice(0, 2), items.slice(2)]);
	});

	it('with the headers of the sink', async () => {
		const httpCustomHeaders = [{ header: 'X-From', value: 'auth0' }];
		await create({ sink: { ...SINK, httpContentType: 'application/x-ndjson', httpCustomHeaders } });
		tenant().publishLogs([{}]);
		await tenant().delivered();
		expect(receiver().received[0]?.headers).toMatchObject({
			authorization: 'Bearer a-token',
			'content-type': 'application/x-ndjson',
			'x-from': 'auth0',
		});
	});

	it.each([
		[
			['auth.login.fail', 'actions'],
			['f', 'fp', 'actions_execution_failed'],
		],
		[['other'], ['pwd_leak', 'something_new']],
		[[], ['s', 'f', 'fp', 'limit_wc', 'pwd_leak', 'something_new', 'actions_execution_failed']],
	])('by category: %j', async (names, codes) => {
		await create({ filters: category(...names) });
		const all = ['s', 'f', 'fp', 'limit_wc', 'pwd_leak', 'something_new'];
		tenant().publishLogs([...all, 'actions_execution_failed'].map((type) => ({ type })));
		await tenant().delivered();
		expect(typesSent()).toEqual(codes);
	});

	it('as security alerts to a prioritized stream', async () => {
		await create({ isPriority: true });
		const codes = 'limit_mu limit_sul limit_wc pwd_leak ublkdu signup_pwd_leak reset_pwd_leak';
		const alerts = [...codes.split(' '), 'gd_send_sms'];
		tenant().publishLogs(['s', 'api_limit', ...alerts, 'w'].map((type) => ({ type })));
		await tenant().delivered();
		expect(typesSent()).toEqual(alerts);
	});

	it('from a time on to a new stream', async () => {
		const [, second] = tenant().seedLogs(JANE, [
			{ date: '2026-03-01T09:59:59.000Z' },
			{ date: '2026-03-01T10:00:00.000Z' },
		]);
		await create({ startFrom: '2026-03-01T10:00:00.000Z' });
		await tenant().delivered();
		expect(ids()).toEqual([[second?.log_id]]);
	});

	it('three times at most, and again with what comes next', async () => {
		const { data } = await create();
		receiver().answer = () => 400;
		const [first] = tenant().publishLogs([{}]);
		const start = Date.now();
		await tenant().delivered();
		expect(tenant().posts.map(({ at }) => at - start)).toEqual([0, 1000, 3000]);
		expect(tenant().logDeliveries.undelivered(data.id)).toEqual([first]);
		receiver().answer = () => 200;
		const [second] = tenant().publishLogs([{}]);
		await tenant().delivered();
		expect(ids().at(-1)).toEqual([first?.log_id, second?.log_id]);
		expect(tenant().logDeliveries.undelivered(data.id)).toEqual([]);
	});

	it('later, when the stream is paused', async () => {
		const { data } = await create();
		await change(data.id, { status: 'paused' });
		const [entry] = tenant().publishLogs([{}]);
		await tenant().delivered();
		expect(ids()).toEqual([]);
		await change(data.id, { status: 'active' });
		await tenant().delivered();
		expect(ids()).toEqual([[entry?.log_id]]);
	});

	it('twice and in another order, if a test says so', async () => {
		await create();
		tenant().webhooks.copies = 2;
		tenant().logDeliveries.settings.isReversed = true;
		const [first, second] = tenant().publishLogs([{}, {}]);
		await tenant().delivered();
		const batch = [second?.log_id, first?.log_id];
		expect(ids()).toEqual([batch, batch]);
	});
});
