import { contract } from '../../support/contract';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call } = callerOf(tenant);

interface Stream {
	id: string;
	status: string;
	updated_at: string;
	destination: { configuration: object };
}

const SECRET = 'very-secret';
const webhook = (authorization: object = { method: 'bearer', token: SECRET }) => ({
	type: 'webhook',
	configuration: {
		webhook_endpoint: 'https://n8n.example/webhook/1',
		webhook_authorization: authorization,
	},
});
const bodyOf = (name: string) => ({
	name,
	subscriptions: [{ event_type: 'user.created' }],
	destination: webhook(),
});
const create = async (body: object) => await call<Stream>('POST', '/event-streams', { body });
const MISSING = '/event-streams/est_1111111111111111111111';

describe('An event stream', () => {
	it('is created, read, changed and deleted', async () => {
		const { status, data: created } = await create(bodyOf('one'));
		expect(status).toBe(201);
		expect(created).toMatchObject({ name: 'one', status: 'enabled' });
		expect(contract?.schemaViolations('EventStreamWebhookResponseContent', { ...created })).toEqual(
			contract && [expect.stringContaining("must have required property 'token'")],
		);
		const path = `/event-streams/${created.id}`;
		expect((await call('GET', path)).data).toEqual(created);
		expect((await call('GET', '/event-streams')).data).toEqual({ eventStreams: [created] });
		const body = { name: 'two', status: 'disabled' };
		const changed = await call<Stream>('PATCH', path, { body });
		expect(changed).toMatchObject({
			status: 200,
			data: { ...created, ...body, updated_at: changed.data.updated_at },
		});
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await call('GET', path)).status).toBe(404);
	});

	it.each([
		[{ method: 'bearer', token: SECRET }, { method: 'bearer' }],
		[
			{ method: 'basic', username: 'n8n', password: SECRET },
			{ method: 'basic', username: 'n8n' },
		],
		[
			{ method: 'custom_header', header_key: 'x-key', header_value: SECRET },
			{ method: 'custom_header', header_key: 'x-key' },
		],
	])('never shows a secret: %j', async (authorization, shown) => {
		const answers = [await create({ ...bodyOf('one'), destination: webhook(authorization) })];
		const path = `/event-streams/${answers[0]?.data.id}`;
		const body = { destination: webhook(authorization) };
		answers.push(await call('PATCH', path, { body }), await call('GET', path));
		for (const { data } of answers) {
			expect(data.destination.configuration).toEqual({
				webhook_endpoint: 'https://n8n.example/webhook/1',
				webhook_authorization: shown,
			});
		}
		expect(JSON.stringify(tenant().eventStreams.all())).toContain(SECRET);
	});

	it('pages', async () => {
		const names = ['a', 'b', 'c', 'd', 'e'];
		for (const name of names) await create(bodyOf(name));
		const found: unknown[] = [];
		let from: string | undefined;
		do {
			const query = { take: 2, ...(from && { from }) };
			const { data } = await call<{ eventStreams: object[]; next?: string }>(
				'GET',
				'/event-streams',
				{ query },
			);
			found.push(...data.eventStreams);
			from = data.next;
		} while (from);
		expect(found).toMatchObject(names.map((name) => ({ name })));
	});

	it('is refused beyond the limit of the plan, and with a name that is taken', async () => {
		const { data } = await create(bodyOf('one'));
		expect(await create(bodyOf('one'))).toMatchObject({
			status: 409,
			data: { message: 'Event stream name already in use.' },
		});
		tenant().eventStreams.limit = 2;
		const second = await create(bodyOf('two'));
		expect((await create(bodyOf('three'))).data).toMatchObject({
			statusCode: 409,
			message: 'You have reached the maximum number of event streams for your account.',
		});
		const path = `/event-streams/${second.data.id}`;
		expect((await call('PATCH', path, { body: { name: 'one' } })).status).toBe(409);
		expect((await call('PATCH', path, { body: { name: 'two' } })).status).toBe(200);
		await call('DELETE', `/event-streams/${data.id}`);
		expect((await create(bodyOf('three'))).status).toBe(201);
	});

	it('is refused with an event type that does not exist', async () => {
		const body = { ...bodyOf('one'), subscriptions: [{ event_type: 'user.logged_in' }] };
		expect((await create(body)).data).toMatchObject({ statusCode: 400 });
		expect(tenant().eventStreams.all()).toEqual([]);
	});

	it.each([
		['GET', MISSING],
		['PATCH', MISSING],
		['GET', `${MISSING}/deliveries`],
		['POST', `${MISSING}/redeliver`],
	])('that is not there: 404 for %s %s', async (method, path) => {
		const body = method === 'GET' ? undefined : {};
		expect(await call(method, path, { body })).toMatchObject({
			status: 404,
			data: { message: 'The requested stream does not exist.' },
		});
	});

	it.each([
		['GET', '', 'read:event_streams'],
		['POST', '', 'create:event_streams'],
		['GET', '/id', 'read:event_streams'],
		['PATCH', '/id', 'update:event_streams'],
		['DELETE', '/id', 'delete:event_streams'],
		['POST', '/id/test', 'update:event_streams'],
		['GET', '/id/deliveries', 'read:event_streams,read:event_deliveries'],
		['GET', '/id/deliveries/evt', 'read:event_deliveries'],
		['POST', '/id/redeliver', 'update:event_deliveries'],
		['POST', '/id/redeliver/evt', 'update:event_deliveries'],
	])('needs a scope: %s %s', async (method, path, scope) => {
		const body = method === 'GET' ? undefined : {};
		const answer = await call(method, `/event-streams${path}`, { client: 'readOnly', body });
		expect(answer.data).toMatchObject({
			errorCode: 'insufficient_scope',
			message: `Insufficient scope, expected any of: ${scope}`,
		});
	});
});
