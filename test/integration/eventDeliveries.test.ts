import type { INodeParameters } from 'n8n-workflow';

import { eachValue, VALUE } from '../support/eachValue';
import { eventStream, STREAM, useEventStream } from '../support/eventStream';
import { isChange } from '../support/requests';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { receiver, run, outputOf, sent, bodies, failEvents } = useEventStream(tenant);

describe('get deliveries', () => {
	it('returns what failed, with the data of the event', async () => {
		const [id] = await failEvents('user.created');
		expect(await outputOf('getDeliveries', { eventStream })).toEqual([
			{
				id: expect.any(String),
				event_stream_id: STREAM,
				status: 'failed',
				event_type: 'user.created',
				attempts: [
					{
						status: 'failed',
						timestamp: expect.any(String),
						error_message: expect.stringContaining('404'),
					},
				],
				event: expect.objectContaining({
					id,
					data: { object: expect.objectContaining({ user_id: expect.any(String) }) },
				}),
			},
		]);
	});

	it('returns nothing where nothing failed', async () => {
		tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		expect(await outputOf('getDeliveries', { eventStream })).toEqual([]);
	});

	it.each(['no JSON', '1', `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`, ''])(
		'leaves data that is no JSON object as it is: %.20s',
		async (data) => {
			const delivery = { id: 'evd_1', event: { id: 'evt_1', data } };
			const path = `/api/v2/event-streams/${STREAM}/deliveries`;
			tenant().inject({ path, status: 200, body: [delivery] });
			expect(await outputOf('getDeliveries', { eventStream })).toEqual([delivery]);
		},
	);

	it.each<[INodeParameters, number[]]>([
		[{ eventTypes: ['user.deleted'] }, [1]],
		[{ eventTypes: ' user.deleted, user.created ' }, [0, 1, 2]],
		[{ from: '2026-03-01T10:01:00Z' }, [1, 2]],
		[{ to: '2026-03-01T10:01:00.999Z' }, [0]],
		[{ from: '2026-03-01T10:01:00Z', to: '2026-03-01T10:02:00Z' }, [1]],
		[{ from: 1772359260, eventTypes: ['user.created'] }, [2]],
		[{ from: '={{ DateTime.fromISO("2026-03-01T10:02:00.000Z") }}' }, [2]],
	])('returns what passes %j', async (filters, expected) => {
		const ids = await failEvents('user.created', 'user.deleted', 'user.created');
		const output = await outputOf('getDeliveries', { eventStream, filters });
		expect(output.map(({ event }) => ids.indexOf(Object(event).id))).toEqual(expected);
		const { date_from: from = '', date_to: to = '' } = sent().at(-1)?.query ?? {};
		expect([from, to].filter((date) => String(date).length > 20)).toEqual([]);
	});

	it.each([
		[{ returnAll: true }, 230],
		[{}, 50],
		[{ limit: 101 }, 101],
	])('returns as many as %j says', async (parameters, count) => {
		tenant().seedDeliveries(STREAM, 230);
		const output = await outputOf('getDeliveries', { eventStream, ...parameters });
		expect(new Set(output.map(({ id }) => id)).size).toBe(count);
	});
});

describe('redeliver', () => {
	it('has all that failed delivered again', async () => {
		const ids = await failEvents('user.created', 'user.deleted');
		expect(await outputOf('redeliver', { eventStream })).toEqual([
			{ event_stream_id: STREAM, redelivery: 'requested' },
		]);
		await tenant().delivered();
		expect(receiver().received.map(({ body }) => JSON.parse(body).id)).toEqual(ids);
		expect(tenant().eventDeliveries.failed(STREAM)).toEqual([]);
	});

	it('has only that delivered again which passes the filters', async () => {
		await failEvents('user.created', 'user.deleted', 'user.created');
		const filters = { eventTypes: ['user.created'], from: '2026-03-01T10:00:00.500+00:00' };
		await outputOf('redeliver', { eventStream, filters: { ...filters, to: '2026-03-01T10:02Z' } });
		await tenant().delivered();
		expect(receiver().received).toHaveLength(1);
		expect(bodies()).toEqual([
			{
				event_types: ['user.created'],
				date_from: '2026-03-01T10:00:00Z',
				date_to: '2026-03-01T10:02:00Z',
			},
		]);
	});

	it('has one event delivered again', async () => {
		const [, id = ''] = await failEvents('user.created', 'user.deleted');
		expect(await outputOf('redeliver', { eventStream, events: 'one', eventId: id })).toEqual([
			{ event_stream_id: STREAM, event_id: id, redelivery: 'requested' },
		]);
		await tenant().delivered();
		expect(receiver().received.map(({ body }) => JSON.parse(body).id)).toEqual([id]);
		expect(tenant().eventDeliveries.failed(STREAM)).toHaveLength(1);
	});

	const ONE = { eventStream, events: 'one' };

	it('says so of an event that was delivered, and of one that there is not', async () => {
		const { id } = tenant().publish({ type: 'user.created' });
		await tenant().delivered();
		const taken = await run('redeliver', { ...ONE, eventId: id });
		expect(taken.error).toMatchObject({
			message: `Event “${id}” cannot be redelivered.`,
			description: expect.stringContaining('only if its delivery failed'),
		});
		const missing = await run('redeliver', { ...ONE, eventId: 'evt_1111111111111111111111' });
		expect(missing.error).toMatchObject({
			message: `Event stream “${STREAM}” has no failed event “evt_1111111111111111111111”.`,
			description: expect.stringContaining('not that of its delivery'),
		});
	});

	it('says so of events that Auth0 does not redeliver now', async () => {
		tenant().inject({
			path: `/api/v2/event-streams/${STREAM}/redeliver`,
			status: 409,
			body: { message: 'One or more events is not in a state that allows redelivery.' },
		});
		expect((await run('redeliver', { eventStream })).error).toMatchObject({
			message: 'Auth0 cannot redeliver some of these events now.',
			description: expect.stringContaining('Try again in a few minutes.'),
		});
	});

	it('of one event is not sent again when nobody knows what became of it', async () => {
		const [eventId = ''] = await failEvents('user.created');
		const path = `/api/v2/event-streams/${STREAM}/redeliver/${eventId}`;
		tenant().inject({ path, drop: 'after' });
		const { error } = await run('redeliver', { ...ONE, eventId });
		expect(error?.description).toContain(`Event “${eventId}” may be on its way.`);
		await tenant().delivered();
		expect(tenant().requests.filter(isChange)).toHaveLength(1);
	});

	it.each([undefined, null, '', '  '])('refuses %j as the ID of an event', async (eventId) => {
		const [fate] = await eachValue(
			tenant(),
			{ operation: 'eventStream:redeliver', ...ONE, eventId: VALUE },
			[eventId],
		);
		expect(fate).toMatchObject({ error: "'Event ID' is empty.", sent: [] });
	});
});

/** An expression for each filter, which finds its value in the item. */
const eachFrom = (filters: object): INodeParameters =>
	Object.fromEntries(Object.keys(filters).map((name) => [name, `={{ $json.value.${name} }}`]));

describe.each(['getDeliveries', 'redeliver'])('the filters of %s', (operation) => {
	it.each<[object, string]>([
		[{ from: '' }, "'From' is empty."],
		[{ to: null }, "'To' is empty."],
		[{ eventTypes: [] }, "'Event Types' is empty."],
		[{ eventTypes: '' }, "'Event Types' is empty."],
		[{ eventTypes: ['user.login'] }, "'Event Types' contains “user.login”"],
		[{ eventTypes: 'user.created,toString' }, "'Event Types' contains “toString”"],
		[{ from: 'yesterday' }, "'From' is not a date."],
		[{ to: '01/02/2026' }, "'To' is not a date."],
		[{ from: '2026-03-02', to: '2026-03-01' }, "'From' must be before 'To'."],
		[{ from: '2026-03-01', to: '2026-03-01' }, "'From' must be before 'To'."],
		[
			{ from: '2026-03-01T10:00:00.100Z', to: '2026-03-01T10:00:00.900Z' },
			"'From' must be before 'To'.",
		],
	])('refuse %j before anything is sent', async (filters, message) => {
		const [fate] = await eachValue(
			tenant(),
			{ operation: `eventStream:${operation}`, eventStream, filters: eachFrom(filters) },
			[filters],
		);
		expect(fate?.error).toContain(message);
		expect(fate?.sent).toEqual([]);
	});
});
