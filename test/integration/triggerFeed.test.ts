import { sleep } from 'n8n-workflow';

import { useRunningTriggers } from '../support/runningTriggers';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

// What a connection says that the stand-in never would, written out.

const tenant = useTenant();
const start = useRunningTriggers(tenant);

const EVENTS = '/api/v2/events';
// What is older than a day is not caught up.
const NOW = new Date().toISOString();
const PARAMETERS = { listenTo: 'eventsPull', eventTypes: ['user.created', 'user.deleted'] };

let count = 0;
const triggerOf = (listenTo = 'eventsPull') =>
	new TestedTrigger(
		credentialFor(tenant()),
		{ ...PARAMETERS, listenTo },
		{ nodeId: `node${count++}` },
	);

const event = (id: string, more: object = {}) => ({
	specversion: '1.0',
	type: 'user.created',
	id: `evt_${id}`,
	time: NOW,
	data: { object: { name: id } },
	...more,
});

/** A message, with its ID where it has one. */
const message = (content: object | string, { id = '', type = 'user.created' } = {}) =>
	[
		`event: ${type}`,
		...(id === '' ? [] : [`id: ${id}`]),
		`data: ${typeof content === 'string' ? content : JSON.stringify(content)}`,
		'\n',
	].join('\n');

/** A connection that says this, and ends. */
const saying = (...lines: string[]) => ({
	path: EVENTS,
	status: 200,
	headers: { 'content-type': 'text/event-stream' },
	body: lines.join(''),
});

/** The next connection does. */
const say = (...lines: string[]) => tenant().inject(saying(...lines));

const namesOf = ({ executions }: StartedTrigger) => executions.flat().map(({ json }) => json.name);
const connections = () => tenant().requests.filter(({ path }) => path === EVENTS);

/** A trigger whose next connection says this. */
async function hearing(...lines: string[]): Promise<StartedTrigger> {
	const started = await start(triggerOf());
	say(...lines);
	tenant().eventFeed.close();
	await started.until(() => connections().length > 2);
	return started;
}

it('goes on behind the offset of a message that has no ID of its own', async () => {
	await hearing(
		message({ offset: 'one', event: event('a') }, { id: 'one' }),
		message({ offset: 'two', event: event('b') }),
		message({ offset: 'three' }, { type: 'offset-only' }),
	);
	expect(connections()[2]?.query.from).toBe('three');
});

it('goes on behind the ID of a message that has no offset', async () => {
	await hearing(message({ event: event('a') }, { id: 'one' }));
	expect(connections()[2]?.query.from).toBe('one');
});

describe('an event that cannot be read', () => {
	const missing = {
		message: 'An event is missing: what Auth0 sent could not be read.',
		description: expect.stringContaining('Auth0 Dashboard → Monitoring → Logs'),
	};
	const tellsOf = ({ failed }: StartedTrigger) =>
		failed.filter((failure) => failure.message === missing.message);
	const LIKE_THIS: Array<[string, object | string]> = [
		['has no ID', { offset: 'one', event: event('x', { id: undefined }) }],
		['has no time', { offset: 'one', event: event('x', { time: undefined }) }],
		['is about nothing', { offset: 'one', event: event('x', { data: {} }) }],
		['is no JSON', '{"offset": "one", "event": {'],
		['has no envelope', event('x')],
	];

	it.each(LIKE_THIS)('as it %s, is told once, and the next one comes', async (_what, content) => {
		const unread = message(content, { id: 'one' });
		const next = message({ offset: 'two', event: event('b') }, { id: 'two' });
		const started = await hearing(unread, unread, next);
		expect(namesOf(started)).toEqual(['b']);
		expect(started.failed[0]).toMatchObject(missing);
		expect(tellsOf(started)).toHaveLength(1);
	});

	it('is said in the editor, too', async () => {
		say(message({ offset: 'one', event: event('x', { id: undefined }) }));
		await expect(triggerOf().run([{ json: {} }], 'manual')).rejects.toMatchObject(missing);
	});

	it('is told where it is caught up beside a webhook, with the others', async () => {
		const unread = message({ offset: 'one', event: event('x', { id: undefined }) });
		say(message({ offset: 'zero', event: event('a') }), unread, unread);
		const trigger = triggerOf('events');
		const started = await start(trigger, 'init');
		await trigger.publish('init');
		await started.started(1);
		expect(namesOf(started)).toEqual(['a']);
		expect(tellsOf(started)).toHaveLength(1);
	});

	it('of a type that was not chosen, is none that is missed', async () => {
		const started = await hearing(
			message({ offset: 'one' }, { type: 'ping' }),
			message({ offset: 'one', event: { type: 'group.created' } }, { type: 'group.created' }),
			message('pong', { type: 'message', id: 'two' }),
			message({ offset: 'three', event: event('b') }),
		);
		expect(namesOf(started)).toEqual(['b']);
		expect(tellsOf(started)).toEqual([]);
	});
});

it('goes on behind an event that is larger than any is', async () => {
	const started = await start(triggerOf());
	const large = event('x', { data: { object: { text: 'x'.repeat(17 * 1024 * 1024) } } });
	const fault = saying(message({ offset: 'one', event: large }));
	// Between the two, n8n looks for what is behind it.
	for (const skip of [0, 1]) tenant().inject({ ...fault, skip });
	tenant().eventFeed.close();
	await started.until(() => started.failed.length > 0);
	tenant().publish({ type: 'user.created', object: { name: 'b' } });
	await started.started(1);
	expect(started.failed).toMatchObject([
		{
			message: 'An event is missing: it is too large for Auth0 to send.',
			description: expect.stringContaining('more than 16 MB'),
		},
	]);
	expect(namesOf(started)).toEqual(['b']);
});

it('is not kept waiting for days by what a connection says', async () => {
	const started = await start(triggerOf());
	say('retry: 999999999\n\n', message({ offset: 'one', event: event('a') }));
	tenant().eventFeed.close();
	await started.started(1);
	const began = Date.now();
	await sleep(5 * 60_000);
	expect(Date.now() - began).toBe(5 * 60_000);
	expect(connections().length).toBeGreaterThan(2);
});

describe('at the activation, says what to do where Auth0', () => {
	it.each([
		[400, 'Unsupported event type.', /one of the event types.*'Event Types'/],
		[404, 'Not found', /'Tenant Domain'.*New Log Events by Polling/],
	])('answers %d: %s', async (statusCode, text, expected) => {
		const body = { statusCode, error: 'Refused', message: text };
		tenant().inject({ path: EVENTS, status: statusCode, body });
		await expect(start(triggerOf())).rejects.toMatchObject({
			message: expect.stringMatching(expected),
		});
	});
});
