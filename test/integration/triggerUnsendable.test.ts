import { sleep } from 'n8n-workflow';

import { useRunningTriggers } from '../support/runningTriggers';
import type { StartedTrigger } from '../support/startedTrigger';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();
const start = useRunningTriggers(tenant);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CODES = ['payload_too_large', 'processing_error'] as const;
const OFFSETS = ['before', 'behind', 'none'] as const;
const EACH = CODES.flatMap((code) => OFFSETS.map((offset) => ({ code, offset })));

// Connections live as long as a test wants, and say every 15 s where they are.
beforeEach(() => Object.assign(tenant().eventFeed.settings, { closeAfterMs: Infinity }));

let count = 0;
const triggerOf = (listenTo: 'eventsPull' | 'events' = 'eventsPull') =>
	new TestedTrigger(
		credentialFor(tenant()),
		{ listenTo, eventTypes: ['user.created', 'user.deleted'] },
		{ nodeId: `node${count++}` },
	);

const publish = (name: string, at = Date.now()) =>
	tenant().publish({
		id: `evt_${name}`,
		type: 'user.created',
		object: { name },
		time: new Date(at).toISOString(),
	});

function publishUnsendable(how: (typeof EACH)[number], at?: number, name = 'unsendable') {
	tenant().eventFeed.cannotSend(`evt_${name}`, how);
	publish(name, at);
}

const namesOf = ({ executions }: StartedTrigger) => executions.flat().map(({ json }) => json.name);
const connections = () => tenant().requests.filter(({ path }) => path === '/api/v2/events');
const tellsOf = (started: StartedTrigger) =>
	started.failed.map(({ message }) => message).filter((message) => message.includes('missing'));

it.each(EACH)('goes on behind an event, and says so once: $code, cursor $offset', async (how) => {
	const started = await start(triggerOf());
	publish('a');
	await started.started(1);
	tenant().publish({ type: 'organization.created' });
	publishUnsendable(how);
	await sleep(2_000);
	publish('b');
	await started.started(2);
	publish('c');
	await started.started(3);
	await sleep(15 * MINUTE_MS);
	expect(namesOf(started)).toEqual(['a', 'b', 'c']);
	expect(tellsOf(started)).toEqual([expect.stringMatching(/^An event is missing: /)]);
	expect(started.errors).toEqual([]);
});

it('says what is missing, and why', async () => {
	const started = await start(triggerOf());
	publishUnsendable({ code: 'payload_too_large', offset: 'behind' });
	await started.until(() => started.failed.length > 0);
	expect(started.failed).toMatchObject([
		{
			message: 'An event is missing: it is too large for Auth0 to send.',
			description:
				'The workflow went on with the next one. Auth0’s answer: The event is too large. (payload_too_large)',
		},
	]);
});

it('leaves out little besides, where a quiet time came before', async () => {
	const trigger = triggerOf();
	const before = await start(trigger);
	publish('a');
	await before.started(1);
	await before.close();
	const end = Date.now() + 10 * HOUR_MS;
	publish('b', end - 8 * HOUR_MS);
	publishUnsendable({ code: 'payload_too_large', offset: 'none' }, end - 7 * HOUR_MS);
	publish('c', end - 5 * HOUR_MS);
	publish('d', end - HOUR_MS);
	await sleep(10 * HOUR_MS);
	const after = await start(trigger, 'init');
	await after.until(() => namesOf(after).includes('d'));
	expect(namesOf(after)).toEqual(['b', 'c', 'd']);
	expect(tellsOf(after)).toHaveLength(1);
});

it('goes on behind one after the other', async () => {
	const started = await start(triggerOf());
	for (const name of ['a', 'b', 'c']) {
		publishUnsendable({ code: 'payload_too_large', offset: 'none' }, Date.now(), `large-${name}`);
		await sleep(2_000);
		publish(name);
	}
	await started.started(3);
	expect(namesOf(started)).toEqual(['a', 'b', 'c']);
	expect(tellsOf(started)).toHaveLength(3);
});

it('loses nothing while Auth0 can send no event at all', async () => {
	const started = await start(triggerOf());
	publish('a');
	await started.started(1);
	publish('b');
	await started.started(2);
	const { eventFeed } = tenant();
	eventFeed.settings.fault = 'processing_error';
	eventFeed.fail('processing_error');
	await sleep(12 * MINUTE_MS);
	publish('c');
	await sleep(12 * MINUTE_MS);
	eventFeed.settings.fault = undefined;
	publish('d');
	await started.until(() => namesOf(started).includes('d'));
	expect(namesOf(started)).toEqual(['a', 'b', 'c', 'd']);
	expect(tellsOf(started)).toEqual([]);
	expect(started.failed).toMatchObject([
		{ message: 'Auth0 could not go on with the stream of events.' },
	]);
});

it('goes on behind one that it meets while it catches up beside a webhook', async () => {
	const trigger = triggerOf('events');
	for (const [index, name] of ['a', 'b'].entries()) publish(name, Date.now() - HOUR_MS + index);
	publishUnsendable({ code: 'payload_too_large', offset: 'none' }, Date.now() - HOUR_MS / 2);
	publish('c', Date.now() - 1_000);
	const started = await start(trigger, 'init');
	await trigger.publish('init');
	await started.started(1);
	expect(namesOf(started)).toEqual(['a', 'b', 'c']);
	expect(tellsOf(started)).toHaveLength(1);
});

it('hands on what it has, where it cannot catch up to the end', async () => {
	const trigger = triggerOf('events');
	publish('a', Date.now() - HOUR_MS);
	publishUnsendable({ code: 'processing_error', offset: 'none' }, Date.now() - HOUR_MS / 2);
	const started = await start(trigger, 'init');
	await trigger.publish('init');
	await started.started(1);
	expect(namesOf(started)).toEqual(['a']);
	expect(started.failed).toMatchObject([
		{ description: expect.stringContaining('Events since the stream was lost may be missing.') },
	]);
});

it('shows the next event in the editor', async () => {
	const waiting = triggerOf().run([{ json: {} }], 'manual');
	while (tenant().eventFeed.open === 0) await sleep(100);
	publishUnsendable({ code: 'payload_too_large', offset: 'none' });
	await sleep(MINUTE_MS);
	publish('b');
	expect(await waiting).toMatchObject([{ json: { name: 'b' } }]);
	expect(connections().length).toBeLessThan(5);
});
