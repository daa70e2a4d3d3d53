/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { setTimeout as wait } from 'node:timers/promises';

import { startReceiver } from '../support/receiver';
import { isN8n1 } from './environment';
import { EVENTS, useTriggers } from './triggers';

const PULL = { ...EVENTS, listenTo: 'eventsPull' };
const POLL = { listenTo: 'logsPoll', logTypes: ['fp'] };
const LOOK_MS = 60_000;
const SETTLED_MS = 60_000;
/** n8n tries in vain for so long to publish what was there before. */
const PUBLISHED_MS = 180_000;
const ANSWERED_MS = 2_000;
/** What n8n says of executions that it was ended in, and does not go on with. */
const CUT_OFF = ['crashed', 'canceled', 'error'];

const triggers = useTriggers();
const { create, executionsOf, published, streams, unpublished, until } = triggers;
const tenant = () => triggers.tenant;
const n8n = () => triggers.n8n;

/** Publishes what n8n cannot: it says why at once, or where it publishes in the background, in time. */
async function publishInVain(id: string, reason: string): Promise<void> {
	const { workflows } = n8n();
	const answer = await workflows.publish(id).then(
		() => '',
		({ message }: Error) => message,
	);
	const publication = async () => await workflows.publication(id).catch(() => ({}));
	await until('n8n says why', async () =>
		[answer, JSON.stringify(await publication())].join().includes(reason),
	);
}

/**
 * n8n drops what the trigger hands over again after a restart. n8n 1 cannot: there, it starts another
 * execution, in which the trigger leaves out what the next node has had.
 */
async function ranTimes(id: string, count: number): Promise<void> {
	const executions = await executionsOf(id);
	if (isN8n1) expect(executions.length).toBeGreaterThanOrEqual(count);
	else expect(executions).toHaveLength(count);
}

it('starts a workflow for each event, once, and for none without the token', async () => {
	const id = await published('Welcome');
	tenant().webhooks.copies = 3;
	const events = [1, 2, 3].map(() => tenant().publish({ type: 'user.created' }));
	await tenant().delivered();
	tenant().webhooks.copies = 1;
	await until('they ran', async () => (await executionsOf(id)).length >= events.length);
	const address = streams()[0]?.destination.configuration;
	const url = n8n().localUrl(Object(address).webhook_endpoint);
	const headers = { 'content-type': 'application/json', authorization: 'Bearer no' };
	const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
	expect(answer.status).toBe(401);
	await unpublished(id);
});

it.each([
	['JSON lines', 'application/x-ndjson', (json: string) => `${json}\n${json}`, 200],
	['a CloudEvent', 'application/cloudevents+json', (json: string) => json, 200],
	['half of one', 'application/json', (json: string) => json.slice(0, -1), 422],
	[
		'half of a CloudEvent',
		'application/cloudevents+json',
		(json: string) => json.slice(0, -1),
		400,
	],
	['a form', 'multipart/form-data; boundary=x', () => '--x--\r\n', 400],
	['too much', 'application/cloudevents+json', () => 'x'.repeat(17 * 1024 * 1024), 413],
	// n8n itself reads this one, before the trigger sees it.
	['too much JSON', 'application/json', () => `"${'x'.repeat(17 * 1024 * 1024)}"`, 500],
])('answers %s', async (_what, type, write, status) => {
	const id = await published('Bodies');
	const configuration = Object(streams()[0]?.destination.configuration);
	const { webhook_endpoint: url, webhook_authorization: authorization } = configuration;
	const event = tenant().publish({ type: 'organization.created' });
	const answer = await fetch(n8n().localUrl(String(url)), {
		method: 'POST',
		headers: { 'content-type': type, authorization: `Bearer ${authorization.token}` },
		body: write(JSON.stringify({ ...event, type: 'user.created' })),
	});
	expect(answer.status).toBe(status);
	if (status === 200) await until('it ran', async () => (await executionsOf(id)).length === 1);
	else expect(await executionsOf(id)).toEqual([]);
	await unpublished(id);
});

it('deletes a stream that somebody gave another name', async () => {
	const id = await published('Renamed');
	Object.assign(streams()[0] ?? {}, { name: 'Mine' });
	await unpublished(id);
});

it('takes many events that come together, and runs for each once', async () => {
	const COUNT = 50;
	const id = await published('Burst');
	tenant().webhooks.parallel = 10;
	for (let index = 0; index < COUNT; index++) tenant().publish({ type: 'user.created' });
	await tenant().delivered();
	// A busy n8n refuses some for a moment, which are sent again.
	expect(tenant().posts.filter(({ status }) => status === 200)).toHaveLength(COUNT);
	await until('they ran', async () => (await executionsOf(id)).length >= COUNT);
	expect(await executionsOf(id)).toHaveLength(COUNT);
	await unpublished(id);
});

it('listens for a test event, and leaves nothing behind', async () => {
	const id = await create('Try');
	await expect(n8n().workflows.listen(id)).resolves.toMatchObject({ waitingForWebhook: true });
	expect(streams()).toMatchObject([{ name: expect.stringContaining('n8n test: Try') }]);
	tenant().publish({ type: 'user.created' });
	await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
	expect((await executionsOf(id))[0]?.mode).toBe('manual');
	await until('the stream is gone', () => streams().length === 0);
});

it('says in the editor what is missing', async () => {
	tenant().setScopes('full', 'read:users');
	tenant().revokeTokens();
	const id = await create('No permission');
	await publishInVain(id, 'Auth0 Management API → Machine to Machine Applications');
	expect(streams()).toEqual([]);
});

it.each([
	['ended', 'deleted', async () => await n8n().stop(), () => tenant().eventStreams.clear()],
	[
		'killed',
		'disabled',
		async () => await n8n().kill(),
		() => Object.assign(streams()[0] ?? {}, { status: 'disabled' }),
	],
])('misses nothing after n8n was %s and the stream %s', async (_how, _what, end, damage) => {
	const id = await published('Restart');
	tenant().publish({ type: 'user.created' });
	await until('it ran', async () => (await executionsOf(id)).length === 1);
	await end();
	damage();
	tenant().publish({ type: 'user.created' });
	tenant().publish({ type: 'user.created' });
	await n8n().start();
	await until('the stream delivers', () => streams()[0]?.status === 'enabled');
	expect(streams()).toHaveLength(1);
	await until('it caught up', async () => (await executionsOf(id)).length > 1);
	tenant().publish({ type: 'user.created' });
	await until('it goes on', async () => (await executionsOf(id)).length > 2);
	expect(await executionsOf(id)).toHaveLength(3);
	await unpublished(id);
});

it('says how many events Auth0 delivers again after n8n was killed', async () => {
	// The node after the trigger sends each item there.
	const { url, received, stop } = await startReceiver();
	const id = await create('Again', EVENTS, `=${url}/{{ $json.event.caughtUp ?? 'live' }}`);
	await n8n().workflows.publish(id);
	await until('the stream is there', () => streams().length === 1);
	await n8n().kill();
	tenant().publish({ type: 'user.created' });
	tenant().publish({ type: 'user.created' });
	const failed = () => tenant().eventDeliveries.failed(String(streams()[0]?.id));
	await until('Auth0 gave up', () => failed().length === 2);
	await n8n().start();
	await until('they are reported', () => received.length === 2);
	expect(received.map(({ path }) => path).sort()).toEqual(['/2', '/live']);
	await unpublished(id);
	stop();
});

it('misses nothing while the node is changed', async () => {
	const node = { name: 'Change', nodeId: crypto.randomUUID() };
	const id = await create(node.name, EVENTS, undefined, node.nodeId);
	await n8n().workflows.publish(id);
	await until('the stream is there', () => streams().length === 1);
	const eventTypes = ['user.created', 'user.deleted'];
	tenant().setDelay(500);
	// n8n 1 publishes what is saved, and answers when it has.
	const change = async () => {
		await n8n().workflows.change(id, { ...node, parameters: { ...EVENTS, eventTypes } });
		if (!isN8n1) await n8n().workflows.publish(id);
	};
	const changed = change();
	await until('the stream is gone', () => streams().length === 0);
	tenant().publish({ type: 'user.created' });
	tenant().setDelay(0);
	await changed;
	await until('the stream is there', () => streams().length === 1);
	await until('it caught up', async () => (await executionsOf(id)).length === 1);
	await unpublished(id);
});

describe('without a public URL', () => {
	const publish = (count: number) =>
		Array.from({ length: count }, () => tenant().publish({ type: 'user.created' }).id);
	const connected = async () =>
		await until('n8n is connected', () => tenant().eventFeed.open === 1);

	it.each([
		['ended', async () => await n8n().stop()],
		['killed', async () => await n8n().kill()],
	])('loses no event where n8n was %s, and runs for each once', async (_how, end) => {
		// The node after the trigger sends each item there.
		const { url, received, stop } = await startReceiver();
		const id = await create('Pull', PULL, `=${url}/{{ $json.event.id }}`);
		const ids: string[] = [];
		const happen = (count: number) => void ids.push(...publish(count));
		const reported = () => received.map(({ path }) => path);
		// n8n does not go on with executions that it was ended in.
		const ran = async () =>
			await until(`${ids.length} ran`, async () => {
				const statuses = (await executionsOf(id)).map(({ status }) => status);
				const cutOff = statuses.filter((status) => CUT_OFF.includes(status));
				return reported().length + cutOff.length >= ids.length;
			});
		await n8n().workflows.publish(id);
		await connected();
		happen(3);
		await ran();
		tenant().eventFeed.close('reset');
		happen(1);
		await ran();
		happen(5);
		await end();
		happen(2);
		await n8n().start();
		await connected();
		await ran();
		happen(1);
		await ran();
		expect([...new Set(reported())]).toEqual(reported());
		await ranTimes(id, ids.length);
		stop();
		expect(streams()).toEqual([]);
		await n8n().workflows.unpublish(id);
		await until('n8n is not connected', () => tenant().eventFeed.open === 0);
	});

	it('listens for a test event, and waits for no webhook', async () => {
		const id = await create('Try', PULL);
		expect(await n8n().workflows.listen(id)).not.toHaveProperty('waitingForWebhook');
		await connected();
		publish(1);
		await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
		await until('n8n is not connected', () => tenant().eventFeed.open === 0);
	});

	it('says in the editor what the plan does not allow', async () => {
		tenant().eventFeed.settings.limit = 0;
		const id = await create('Plan', PULL);
		await publishInVain(id, 'New Log Events by Polling');
	});
});

describe('by polling', () => {
	/** So many failed logins, and as many others; returns the IDs of the former. */
	const log = (count: number) =>
		tenant()
			.publishLogs(Array.from({ length: count * 2 }, (_, i) => ({ type: i % 2 ? 'fp' : 's' })))
			.flatMap(({ type, log_id: id }) => (type === 'fp' ? [id] : []));
	const looks = () => tenant().requests.filter(({ path }) => path === '/api/v2/logs').length;
	it('starts with what is logged from then on, and loses nothing where n8n was killed', async () => {
		log(2);
		// The node after the trigger sends each item there.
		const { url, received, stop } = await startReceiver();
		const reportsTo = `=${url}/{{ $json.log_id }}/{{ $json.caughtUp ?? 'live' }}`;
		const id = await create('Poll', POLL, reportsTo);
		await n8n().workflows.publish(id);
		await until('n8n has looked', () => looks() > 0, PUBLISHED_MS);
		// A token from before is refused first, and n8n looks again with a new one.
		await wait(ANSWERED_MS);
		const ids = log(3);
		const reported = async () =>
			await until(
				`${ids.length} are reported`,
				() => received.length >= ids.length,
				LOOK_MS + SETTLED_MS,
			);
		await reported();
		await n8n().kill();
		ids.push(...log(2));
		await n8n().start();
		await reported();
		expect(received.map(({ path }) => path).sort()).toEqual(
			ids.map((logId, index) => `/${logId}/${index === 3 ? 2 : 'live'}`),
		);
		await ranTimes(id, 2);
		stop();
		await n8n().workflows.unpublish(id);
	}, 300_000);

	it('shows the latest log event at once, or says that there is none', async () => {
		const id = await create('Try', POLL);
		expect(await n8n().workflows.listen(id)).not.toHaveProperty('waitingForWebhook');
		await until('it failed', async () => (await executionsOf(id))[0]?.status === 'error');
		log(1);
		await n8n().workflows.listen(id);
		await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
	});

	it('says in the editor which permission is missing', async () => {
		tenant().setScopes('full', 'read:users');
		tenant().revokeTokens();
		const id = await create('No permission', POLL);
		await publishInVain(id, 'read:logs');
	});
});
