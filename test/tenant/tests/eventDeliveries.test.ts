/* eslint-disable @n8n/community-nodes/no-restricted-globals -- what is under way at once shows in the turns of the event loop */
import { account } from '../../support/accounts';
import { contract } from '../../support/contract';
import { useFastClock } from '../../support/fastClock';
import { callerOf, useStandIn } from '../../support/standIn';
import { useReceiver } from '../../support/webhook';
import type { Delivery, EventType } from '../index';
import { EVENT_TYPES } from '../streams/events';

const tenant = useStandIn();
const { call } = callerOf(tenant);
const receiver = useReceiver();
useFastClock();
beforeEach(() => {
	tenant().webhooks.deliverTo = (url) => url.replace('https://n8n.example', receiver().url);
});

const BEARER = { method: 'bearer', token: 'a-token' };

/** @returns the id of a new stream for events of these types */
async function subscribe(types: EventType[], authorization: object = BEARER): Promise<string> {
	const body = {
		subscriptions: types.map((type) => ({ event_type: type })),
		destination: {
			type: 'webhook',
			configuration: {
				webhook_endpoint: 'https://n8n.example/webhook/1',
				webhook_authorization: authorization,
			},
		},
	};
	return (await call<{ id: string }>('POST', '/event-streams', { body })).data.id;
}

const deliveriesOf = async (id: string, query: object = {}) =>
	(
		await call<Delivery[]>('GET', `/event-streams/${id}/deliveries`, {
			query: { ...query },
		})
	).data;
const statuses = () => tenant().posts.map(({ status }) => status);
const eventsReceived = () => receiver().received.map(({ body }) => JSON.parse(body));

/** What the event violates of the contract. */
function violationsOf({ type, ...event }: { type: string }): string[] {
	const name = type
		.replace('organization', 'org')
		.replace(/(?:^|[._])(.)/g, (_, letter) => String(letter).toUpperCase());
	const schema = `EventStreamCloudEvent${name}CloudEvent`;
	return contract?.schemaViolations(schema, { type, ...event }) ?? [];
}

describe('An event is delivered', () => {
	it('in its envelope, to the streams that want its type', async () => {
		const id = await subscribe(['user.created', 'user.deleted']);
		await subscribe(['user.updated']);
		const event = tenant().publish({ type: 'user.created', object: { user_id: 'auth0|1' } });
		await tenant().delivered();
		expect(eventsReceived()).toEqual([{ ...event, a0stream: id }]);
		expect(event).toMatchObject({ specversion: '1.0', data: { object: { user_id: 'auth0|1' } } });
		expect(receiver().received[0]).toMatchObject({
			path: '/webhook/1',
			headers: { 'content-type': 'application/json', authorization: 'Bearer a-token' },
		});
		expect(tenant().posts).toMatchObject([
			{ streamId: id, ids: [event.id], status: 204, attempt: 1, ms: expect.any(Number) },
		]);
	});

	it.each([
		[{ method: 'basic', username: 'n8n', password: 'pw' }, { authorization: 'Basic bjhuOnB3' }],
		[{ method: 'custom_header', header_key: 'X-Key', header_value: 'pw' }, { 'x-key': 'pw' }],
	])('with the authorization of the stream: %j', async (authorization, headers) => {
		await subscribe(['user.created'], authorization);
		tenant().webhooks.contentType = 'application/cloudevents+json';
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		const sent = { ...headers, 'content-type': 'application/cloudevents+json' };
		expect(receiver().received).toMatchObject([{ headers: sent }]);
	});

	it.each(EVENT_TYPES)('as the contract has it: %s', async (type) => {
		await subscribe([type]);
		tenant().publish({ type });
		await tenant().delivered();
		expect(eventsReceived()).toHaveLength(1);
		expect(eventsReceived().flatMap(violationsOf)).toEqual([]);
	});

	it('of each change of a user over the API, if a test says so', async () => {
		await subscribe(['user.created', 'user.updated', 'user.deleted']);
		const path = '/users/auth0%7Cjane';
		const changeAll = async () => {
			await call('POST', '/users', { body: account('jane') });
			await call('PATCH', path, { body: { name: 'Jane' } });
			await call('DELETE', path);
			await call('DELETE', path);
		};
		await changeAll();
		tenant().publishChanges(true);
		await changeAll();
		await tenant().delivered();
		const sent = eventsReceived().map(({ type, data }) => `${type} ${data.object.name}`);
		expect(sent.sort()).toEqual([
			'user.created jane@example.com',
			'user.deleted Jane',
			'user.updated Jane',
		]);
		expect(eventsReceived().flatMap(violationsOf)).toEqual([]);
	});

	it('not to a stream that is disabled or gone', async () => {
		const [disabled, gone] = [await subscribe(['user.created']), await subscribe(['user.created'])];
		await call('PATCH', `/event-streams/${disabled}`, { body: { status: 'disabled' } });
		await call('DELETE', `/event-streams/${gone}`);
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(tenant().posts).toEqual([]);
	});

	it('as a test, of a type or with its data', async () => {
		const id = await subscribe(['user.created']);
		const test = async (body: object) => await call('POST', `/event-streams/${id}/test`, { body });
		const answer = await test({ event_type: 'user.created' });
		expect(answer).toMatchObject({ status: 202, data: { event_stream_id: id } });
		expect(contract?.schemaViolations('EventStreamDelivery', answer.data) ?? []).toEqual([]);
		await tenant().delivered();
		await test({ event_type: 'user.created', data: { object: { user_id: 'x' } } });
		await tenant().delivered();
		expect(eventsReceived()).toMatchObject([
			{ a0purpose: 'test', type: 'user.created' },
			{ a0purpose: 'test', data: { object: { user_id: 'x' } } },
		]);
	});

	it('at most so many at once', async () => {
		await subscribe(['user.created']);
		tenant().webhooks.parallel = 3;
		let [open, most] = [0, 0];
		receiver().answer = async () => {
			most = Math.max(most, ++open);
			for (let turns = 0; turns < 50; turns++) await new Promise((turn) => setImmediate(turn));
			open--;
			return 200;
		};
		for (let i = 0; i < 40; i++) tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(most).toBe(3);
		expect(tenant().posts).toHaveLength(40);
	});

	it('twice, if a test says so', async () => {
		await subscribe(['user.created']);
		tenant().webhooks.copies = 2;
		const { id } = tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(tenant().posts.map(({ ids }) => ids)).toEqual([[id], [id]]);
	});
});

describe('A delivery that fails', () => {
	it.each([500, 302, 0])('with %i is tried again after 1, 2 and 4 seconds', async (status) => {
		const id = await subscribe(['user.created']);
		receiver().answer = () => status;
		const event = tenant().publish({ type: 'user.created' });
		const start = Date.now();
		await tenant().delivered();
		expect(tenant().posts.map(({ at }) => at - start)).toEqual([0, 1000, 3000, 7000]);
		expect(tenant().posts.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
		const [failed, ...others] = await deliveriesOf(id);
		expect(others).toEqual([]);
		expect(failed?.attempts).toHaveLength(4);
		expect(failed?.event).toMatchObject({ id: event.id, data: JSON.stringify(event.data) });
		expect(contract?.schemaViolations('EventStreamDelivery', failed) ?? []).toEqual([]);
	});

	it('once is delivered by the next attempt', async () => {
		const id = await subscribe(['user.created']);
		receiver().answer = () => (receiver().received.length < 3 ? 503 : 200);
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(statuses()).toEqual([503, 503, 200]);
		expect(await deliveriesOf(id)).toEqual([]);
	});

	it('with 4xx is not tried again', async () => {
		const id = await subscribe(['user.created']);
		receiver().answer = () => 401;
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(statuses()).toEqual([401]);
		expect(await deliveriesOf(id)).toMatchObject([{ status: 'failed', attempts: [{}] }]);
	});

	it('is not tried again once its stream is gone', async () => {
		const id = await subscribe(['user.created']);
		receiver().answer = async () => {
			tenant().eventStreams.delete(id);
			return 500;
		};
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(statuses()).toEqual([500]);
	});

	it('disables its stream when it is the last of many in a row', async () => {
		const id = await subscribe(['user.created']);
		tenant().eventDeliveries.disableAfter = 3;
		receiver().answer = () => (receiver().received.length === 2 ? 200 : 400);
		const publish = async (times: number) => {
			for (let i = 0; i < times; i++) {
				tenant().publish({ type: 'user.created' });
				await tenant().delivered();
			}
			return tenant().eventStreams.get(id)?.status;
		};
		expect(await publish(4)).toBe('enabled');
		expect(await publish(1)).toBe('disabled');
		await publish(1);
		expect(tenant().posts).toHaveLength(5);
		await call('PATCH', `/event-streams/${id}`, { body: { status: 'enabled' } });
		expect(await publish(2)).toBe('enabled');
	});

	it('is found by type and time, page by page', async () => {
		const id = await subscribe(['user.created', 'user.deleted']);
		receiver().answer = () => 404;
		const times = ['09:59:59', '10:00:00', '10:00:01'].map((time) => `2026-03-01T${time}Z`);
		for (const time of times) tenant().publish({ type: 'user.created', time });
		tenant().publish({ type: 'user.deleted', time: times[0] });
		await tenant().delivered();
		const found = async (query: object) =>
			(await deliveriesOf(id, query)).map(({ event }) => `${event?.type} ${event?.time}`);
		expect(await found({ event_types: 'user.deleted,user.updated' })).toEqual([
			`user.deleted ${times[0]}`,
		]);
		expect(await found({ date_from: times[1], statuses: 'failed' })).toHaveLength(2);
		expect(await found({ date_to: times[1] })).toHaveLength(2);
		const [first] = await deliveriesOf(id, { take: 1 });
		expect(await deliveriesOf(id, { from: first?.id })).toHaveLength(3);
		const one = await call('GET', `/event-streams/${id}/deliveries/${first?.event?.id}`);
		expect(one.data).toEqual(first);
	});
});

describe('A redelivery', () => {
	const redeliver = async (id: string, path = '', body: object = {}) =>
		(await call('POST', `/event-streams/${id}/redeliver${path}`, { body: path ? undefined : body }))
			.status;

	it('of one event sends it again, until it is taken', async () => {
		const id = await subscribe(['user.created']);
		receiver().answer = () => 404;
		const event = tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(await redeliver(id, `/${event.id}`)).toBe(202);
		await tenant().delivered();
		expect(await deliveriesOf(id)).toMatchObject([{ attempts: [{}, {}] }]);
		receiver().answer = () => 200;
		expect(await redeliver(id, `/${event.id}`)).toBe(202);
		await tenant().delivered();
		expect(await deliveriesOf(id)).toEqual([]);
		expect(eventsReceived().map((received) => received.id)).toEqual(Array(3).fill(event.id));
		expect(await redeliver(id, `/${event.id}`)).toBe(409);
		expect(await redeliver(id, '/evt_1111111111111111111111')).toBe(404);
	});

	it('of all that passes the filter sends no other', async () => {
		const id = await subscribe(['user.created', 'user.deleted']);
		receiver().answer = () => 404;
		for (const type of ['user.created', 'user.deleted', 'user.created'] as const) {
			tenant().publish({ type });
		}
		await tenant().delivered();
		receiver().answer = () => 200;
		expect(await redeliver(id, '', { event_types: ['user.created'] })).toBe(202);
		await tenant().delivered();
		expect(await deliveriesOf(id)).toMatchObject([{ event_type: 'user.deleted' }]);
		expect(await redeliver(id)).toBe(202);
		await tenant().delivered();
		expect(statuses()).toEqual([404, 404, 404, 200, 200, 200]);
	});
});
