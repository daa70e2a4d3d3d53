/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a plain client of server-sent events */
import { Agent } from 'https';
import type { Readable } from 'stream';
import axios from 'axios';
import { sleep } from 'n8n-workflow';

import { useFastClock } from '../../support/fastClock';
import { callerOf, useStandIn } from '../../support/standIn';
import type { CloudEvent } from '../index';

const tenant = useStandIn();
const { call, tokenOf } = callerOf(tenant);
useFastClock();
// So that only what a test wants to happen does.
const calm = () =>
	Object.assign(tenant().eventFeed.settings, { heartbeatMs: Infinity, closeAfterMs: Infinity });
beforeEach(calm);

interface Message {
	type: string;
	id?: string;
	data: { offset: string; event: CloudEvent };
}

/** What a connection has got so far. */
interface Connection {
	text: string;
	/** How it has ended. */
	ended: Promise<'end' | 'reset'>;
	drop(): void;
}

let agent: Agent;
afterAll(() => agent.destroy());

async function connect(query: object = {}, headers: object = {}): Promise<Connection> {
	agent ??= new Agent({ ca: tenant().ca, keepAlive: true });
	const token = await tokenOf();
	const { data } = await axios.get<Readable>(`${tenant().url}/api/v2/events`, {
		params: query,
		paramsSerializer: { indexes: null },
		headers: { authorization: `Bearer ${token}`, ...headers },
		httpsAgent: agent,
		responseType: 'stream',
	});
	const ended = new Promise<'end' | 'reset'>((resolve) => {
		data.once('end', () => resolve('end'));
		data.once('error', () => resolve('reset'));
	});
	const connection = { text: '', ended, drop: () => data.destroy() };
	data.on('data', (chunk) => (connection.text += chunk));
	return connection;
}

const messagesOf = ({ text }: Connection): Message[] =>
	text
		.split('\n\n')
		.slice(0, -1)
		.filter((frame) => frame.startsWith('event:'))
		.map((frame) => {
			const { event, id, data } = Object.fromEntries(
				frame.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)),
			);
			return { type: event, ...(id && { id }), data: JSON.parse(data) };
		});

/** The connection, once it has so many messages. */
async function messages(connection: Connection, count: number): Promise<Message[]> {
	while (messagesOf(connection).length < count) await sleep(1);
	return messagesOf(connection);
}

const publish = (...names: string[]) =>
	names.map((name) => tenant().publish({ type: 'user.created', object: { name } }).id);
const idsOf = (found: Message[]) => found.map(({ data }) => data.event.id);
const statusOf = async (query: object) => {
	const { status, data } = await call('GET', '/events', { query: { ...query } });
	return [status, Object(data).message];
};

describe('A connection of GET /events', () => {
	it('begins now, and gets what happens as it happens', async () => {
		publish('before');
		const connection = await connect();
		const [first] = publish('first');
		const [message] = await messages(connection, 1);
		expect(connection.text).toMatch(/^:connected\n\nretry: 2000\n\nevent: user\.created\nid: /);
		expect(message).toMatchObject({
			type: 'user.created',
			data: { event: { id: first, a0stream: expect.stringMatching(/^est_/) } },
		});
		expect(message?.id).toBe(message?.data.offset);
		const [second] = publish('second');
		expect(idsOf(await messages(connection, 2))).toEqual([first, second]);
		connection.drop();
	});

	it('gets only the types that it wants', async () => {
		const connection = await connect({ event_type: ['user.deleted', 'group.created'] });
		publish('not wanted');
		const wanted = (['user.deleted', 'group.created'] as const).map((type) =>
			tenant().publish({ type }),
		);
		const found = await messages(connection, 2);
		expect(idsOf(found)).toEqual(wanted.map(({ id }) => id));
		connection.drop();
	});

	it('goes on after a cursor, and Last-Event-ID stands above it', async () => {
		const first = await connect();
		const ids = publish('a', 'b', 'c', 'd');
		const cursors = (await messages(first, 4)).map(({ id = '' }) => id);
		first.drop();
		ids.push(...publish('e'));
		const [from, last] = [cursors[1], cursors[2]];
		const second = await connect({ from });
		expect(idsOf(await messages(second, 3))).toEqual(ids.slice(2));
		second.drop();
		const third = await connect({ from }, { 'last-event-id': last });
		expect(idsOf(await messages(third, 2))).toEqual(ids.slice(3));
		third.drop();
	});

	it('goes back to a time', async () => {
		const of = (time: string) => tenant().publish({ type: 'user.created', time }).id;
		of('2026-03-01T09:59:59.999Z');
		const ids = ['10:00:00.000', '10:00:00.001'].map((time) => of(`2026-03-01T${time}Z`));
		const connection = await connect({ from_timestamp: '2026-03-01T10:00:00Z' });
		expect(idsOf(await messages(connection, 2))).toEqual(ids);
		connection.drop();
	});

	it('is told from time to time where it is, and closed after a minute', async () => {
		Object.assign(tenant().eventFeed.settings, { heartbeatMs: 15_000, closeAfterMs: 60_000 });
		const start = Date.now();
		const connection = await connect({ event_type: 'group.created' });
		publish('not wanted');
		expect(await connection.ended).toBe('end');
		expect(Date.now() - start).toBe(60_000);
		const found = messagesOf(connection);
		expect(found.map(({ type }) => type)).toEqual(['offset-only', 'offset-only', 'offset-only']);
		expect(connection.text.split(': heartbeat\n\n')).toHaveLength(4);
		const { id, data } = found[0] ?? {};
		expect(data).toEqual({ offset: id });
		calm();
		const [next] = publish('next');
		const second = await connect({ from: id });
		expect(idsOf(await messages(second, 1))).toEqual([next]);
		second.drop();
	});

	it.each(['end', 'reset'] as const)('ends on command: %s', async (how) => {
		const connection = await connect();
		tenant().eventFeed.close(how);
		expect(await connection.ended).toBe(how);
		expect(tenant().eventFeed.open).toBe(0);
	});

	it('falls silent on command, and does not end', async () => {
		tenant().eventFeed.settings.heartbeatMs = 1000;
		const connection = await connect();
		await messages(connection, 2);
		tenant().eventFeed.close('silence');
		publish('lost');
		await Promise.race([sleep(100_000), connection.ended]);
		expect(messagesOf(connection)).toHaveLength(2);
		expect(tenant().eventFeed.open).toBe(1);
		connection.drop();
	});

	it('breaks off in the middle of an event on command', async () => {
		const connection = await connect();
		tenant().eventFeed.cutNext();
		const [id = ''] = publish('one');
		expect(await connection.ended).toBe('reset');
		expect(connection.text).toContain('event: user.created\nid: ');
		expect(connection.text).not.toContain(id);
	});

	it.each(['open', 'next'])('is told of an error on command: the one that is %s', async (which) => {
		if (which === 'next') tenant().eventFeed.fail('cursor_expired');
		const connection = await connect();
		if (which === 'open') tenant().eventFeed.fail('cursor_expired');
		expect(await connection.ended).toBe('end');
		expect(messagesOf(connection)).toEqual([
			{
				type: 'error',
				data: {
					error: {
						code: 'cursor_expired',
						message: expect.any(String),
						offset: expect.any(String),
					},
				},
			},
		]);
	});
});

describe('A connection of GET /events is refused', () => {
	it('with a cursor that is none, or from before a reset: 400', async () => {
		const connection = await connect();
		publish('one');
		const [message] = await messages(connection, 1);
		connection.drop();
		expect(await statusOf({ from: 'x' })).toEqual([400, 'Invalid cursor format.']);
		tenant().reset();
		expect(await statusOf({ from: message?.id })).toEqual([400, 'Invalid cursor format.']);
	});

	it('with a cursor whose events are gone: 410', async () => {
		const connection = await connect();
		publish('a', 'b', 'c', 'd');
		const [first, second] = await messages(connection, 4);
		connection.drop();
		tenant().eventFeed.settings.retention = 2;
		expect(await statusOf({ from: first?.id })).toEqual([
			410,
			'Cursor points to data no longer available in the stream.',
		]);
		const left = await connect({ from: second?.id });
		expect(await messages(left, 2)).toHaveLength(2);
		left.drop();
	});

	it('with a cursor and a time, or what is no time: 400', async () => {
		const time = '2026-03-01T10:00:00Z';
		expect((await statusOf({ from: 'x', from_timestamp: time }))[0]).toBe(400);
		expect((await statusOf({ from_timestamp: 'yesterday' }))[0]).toBe(400);
		expect((await statusOf({ from_timestamp: '2026-03-01T10:00:00.000Z' }))[0]).toBe(400);
	});

	it('beyond the connections of the plan: 403, until one is closed', async () => {
		tenant().eventFeed.settings.limit = 1;
		const connection = await connect();
		expect((await statusOf({}))[0]).toBe(403);
		connection.drop();
		while (tenant().eventFeed.open > 0) await sleep(1);
		const second = await connect();
		second.drop();
	});

	it('without the scope: 403', async () => {
		expect((await call('GET', '/events', { client: 'readOnly' })).data).toMatchObject({
			errorCode: 'insufficient_scope',
			message: 'Insufficient scope, expected any of: read:events',
		});
	});

	it('as often as a test says: 429, with the time to wait', async () => {
		tenant().inject({ path: '/api/v2/events', status: 429, headers: { 'retry-after': '7' } });
		const { status, headers } = await call('GET', '/events');
		expect([status, headers['retry-after']]).toEqual([429, '7']);
	});
});
