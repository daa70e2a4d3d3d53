import { eachValue, VALUE } from '../support/eachValue';
import { eventStream, SECRET, STREAM, WEBHOOK, useEventStream } from '../support/eventStream';
import { byId } from '../support/locators';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { receiver, run, outputOf, bodies } = useEventStream(tenant);

const OTHER = 'est_3jM6JQ7F5sXyYeudsCsiWX';

describe('get many', () => {
	it('returns the streams with their status', async () => {
		tenant().eventStreams.put({ id: OTHER, status: 'disabled', destination: WEBHOOK });
		const [first, second] = await outputOf('getAll');
		expect(first).toEqual({
			id: STREAM,
			name: 'Welcome',
			status: 'enabled',
			subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.deleted' }],
			destination: {
				type: 'webhook',
				configuration: {
					webhook_endpoint: 'https://n8n.example.com/webhook/1',
					webhook_authorization: { method: 'bearer' },
				},
			},
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
		expect(second).toMatchObject({ id: OTHER, status: 'disabled' });
	});

	it('returns no secret, whatever Auth0 shows', async () => {
		const configuration = {
			webhook_endpoint: `https://n8n:${SECRET}@n8n.example.com/webhook/1?key=${SECRET}#${SECRET}`,
			webhook_authorization: {
				method: 'basic',
				username: 'n8n',
				token: SECRET,
				password: SECRET,
				header_value: SECRET,
			},
			secret: SECRET,
		};
		const stream = { id: STREAM, token: SECRET, destination: { type: 'webhook', configuration } };
		tenant().inject({
			path: '/api/v2/event-streams',
			status: 200,
			body: { eventStreams: [stream] },
		});
		const output = await outputOf('getAll');
		expect(JSON.stringify(output)).not.toContain(SECRET);
		expect(output).toEqual([
			{
				id: STREAM,
				destination: {
					type: 'webhook',
					configuration: {
						webhook_endpoint: 'https://n8n.example.com/webhook/1',
						webhook_authorization: { method: 'basic', username: 'n8n' },
					},
				},
			},
		]);
	});

	it.each([
		[{ returnAll: true }, 121],
		[{}, 50],
		[{ limit: 3 }, 3],
	])('returns as many as %j says', async (parameters, count) => {
		for (let i = 0; i < 120; i++) tenant().eventStreams.put({ destination: WEBHOOK });
		expect(await outputOf('getAll', parameters)).toHaveLength(count);
	});
});

describe('send test event', () => {
	it('has Auth0 deliver one of the type', async () => {
		expect(await outputOf('test', { eventStream, eventType: 'user.deleted' })).toEqual([
			{ event_stream_id: STREAM, event_type: 'user.deleted', test_event: 'sent' },
		]);
		await tenant().delivered();
		const [event] = receiver().received.map(({ body }) => JSON.parse(body));
		expect(event).toMatchObject({ type: 'user.deleted', a0purpose: 'test' });
	});

	it('refuses a stream that would deliver nothing', async () => {
		tenant().eventStreams.put({ ...tenant().eventStreams.require(STREAM), status: 'disabled' });
		const { error } = await run('test', { eventStream });
		expect(error).toMatchObject({
			message: 'Event stream “Welcome” is disabled, so it delivers no events.',
			description: expect.stringContaining('publish it again'),
		});
		expect(bodies()).toEqual([]);
	});

	it('says so when the application may not look', async () => {
		tenant().setScopes('full', 'update:event_streams');
		const [output] = await outputOf('test', { eventStream });
		expect(output).toMatchObject({
			test_event: 'sent',
			note: expect.stringContaining('read:event_streams'),
		});
	});

	it('is not sent again when nobody knows what became of it', async () => {
		tenant().inject({ path: `/api/v2/event-streams/${STREAM}/test`, drop: 'after' });
		const { error } = await run('test', { eventStream });
		expect(error?.description).toContain('The test event may be on its way.');
		expect(bodies()).toHaveLength(1);
	});
});

const OF_A_STREAM = ['getDeliveries', 'redeliver', 'test'];

it.each([
	['getAll', 'read:event_streams'],
	['getDeliveries', 'read:event_streams'],
	['redeliver', 'update:event_deliveries'],
	['test', 'update:event_streams'],
])('%s says which permission is missing', async (operation, scope) => {
	tenant().setScopes('full', 'read:users');
	const { error } = await run(operation, { eventStream });
	expect(error?.message).toBe(`The application lacks the permission ${scope}.`);
	expect(error?.description).toContain(`select ${scope} and save`);
});

it('reads what failed with either permission that Auth0 accepts', async () => {
	for (const scope of ['read:event_streams', 'read:event_deliveries']) {
		tenant().setScopes('full', scope);
		expect((await run('getDeliveries', { eventStream })).error).toBeUndefined();
	}
});

it.each(OF_A_STREAM)('%s says so of a stream that is not there', async (operation) => {
	const { error } = await run(operation, { eventStream: byId(OTHER) });
	expect(error).toMatchObject({
		message: `Event stream “${OTHER}” does not exist.`,
		description: expect.stringContaining('use Get Many'),
	});
});

it.each(OF_A_STREAM)('%s says so of what is no ID of a stream', async (operation) => {
	const { error } = await run(operation, { eventStream: byId('Welcome') });
	expect(error).toMatchObject({
		message: 'Event stream “Welcome” does not exist: this is not the ID of one.',
		description: expect.stringContaining('Select the event stream from the list'),
	});
});

it.each(OF_A_STREAM)('%s refuses an empty stream before it sends anything', async (operation) => {
	const fates = await eachValue(
		tenant(),
		{ operation: `eventStream:${operation}`, eventStream: byId(VALUE) },
		[undefined, null, '', ' '],
	);
	for (const fate of fates)
		expect(fate).toMatchObject({ error: "'Event Stream' is empty.", sent: [] });
});
