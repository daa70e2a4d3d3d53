/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { credentialFor, importInto } from '../n8n/imports';
import { N8n, type N8nServer } from '../n8n/n8n';
import { installNodePackage, packNodePackage } from '../n8n/nodePackage';
import { findPorts } from '../n8n/ports';
import { Session } from '../n8n/session';
import { Workflows } from '../n8n/workflows';
import { connectionTo } from '../support/connection';
import { startReceiver } from '../support/receiver';
import type { Tenant } from '../tenant';
import { setup, startTrustedTenant } from './environment';

const PUBLIC = 'https://n8n.example.com';
const CREDENTIAL = { id: 'trigger', name: 'Auth0 Vault Connection' };
const EVENTS = { listenTo: 'events', eventTypes: ['user.created'] };
const PULL = { ...EVENTS, listenTo: 'eventsPull' };
const POLL = { listenTo: 'logsPoll', logTypes: ['fp'] };
const SETTLED_MS = 60_000;
const LOOK_MS = 60_000;
/** n8n tries in vain for so long to publish what was there before. */
const PUBLISHED_MS = 3 * SETTLED_MS;
const ANSWERED_MS = 2_000;
const MAX_ANSWER_MS = 10_000;

let tenant: Tenant;
let n8n: N8n;
let server: N8nServer;
let workflows: Workflows;

/** Waits until it is so: n8n publishes, and stores executions, in its own time. */
async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	patienceMs = SETTLED_MS,
): Promise<void> {
	for (let waited = 0; waited < patienceMs; waited += 200) {
		if (await isSo()) return;
		await wait(200);
	}
	throw new Error(`This has not come true: ${what}.`);
}

const streams = () => tenant.eventStreams.all();
const executionsOf = async (id: string) => await workflows.executions(id);
const signIn = async () => {
	workflows = new Workflows(await Session.open(server.url, n8n.options.userFolder), CREDENTIAL);
};

const created: string[] = [];

async function create(
	name: string,
	parameters: INodeParameters = EVENTS,
	reportsTo?: string,
): Promise<string> {
	const id = await workflows.create({ name, parameters, reportsTo });
	created.push(id);
	return id;
}

async function published(name: string): Promise<string> {
	const id = await create(name);
	await workflows.publish(id);
	await until('the stream is there', () => streams().length === 1);
	return id;
}

async function unpublished(id: string): Promise<void> {
	await workflows.unpublish(id);
	await until('the stream is gone', () => streams().length === 0);
}

beforeAll(async () => {
	tenant = await startTrustedTenant();
	const userFolder = join(setup.options.userFolder, 'trigger');
	rmSync(userFolder, { recursive: true, force: true });
	const settings = { N8N_WEBHOOK_URL: PUBLIC, WEBHOOK_URL: PUBLIC };
	n8n = new N8n(setup.installation, {
		...setup.options,
		userFolder,
		ports: await findPorts(),
		settings,
	});
	await installNodePackage(userFolder, await packNodePackage());
	await importInto(n8n, 'credentials', [credentialFor(CREDENTIAL, connectionTo(tenant))]);
	server = await n8n.start();
	await signIn();
});

beforeEach(() => {
	tenant.webhooks.deliverTo = (url) => url.replace(PUBLIC, server.url);
	tenant.webhooks.timeoutMs = MAX_ANSWER_MS;
});

afterEach(async () => {
	for (const id of created.splice(0)) await workflows.remove(id).catch(() => undefined);
	tenant.reset();
	tenant.revokeTokens();
});

afterAll(async () => {
	await server?.kill();
	await tenant?.stop();
});

it('starts a workflow for each event, once, and for none without the token', async () => {
	const id = await published('Welcome');
	tenant.webhooks.copies = 3;
	const events = [1, 2, 3].map(() => tenant.publish({ type: 'user.created' }));
	await tenant.delivered();
	tenant.webhooks.copies = 1;
	await until('they ran', async () => (await executionsOf(id)).length >= events.length);
	const address = streams()[0]?.destination.configuration;
	const url = Object(address).webhook_endpoint.replace(PUBLIC, server.url);
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
	['too much', 'application/cloudevents+json', () => 'x'.repeat(17 * 1024 * 1024), 413],
	// n8n itself reads this one, before the trigger sees it.
	['too much JSON', 'application/json', () => `"${'x'.repeat(17 * 1024 * 1024)}"`, 500],
])('answers %s', async (_what, type, write, status) => {
	const id = await published('Bodies');
	const configuration = Object(streams()[0]?.destination.configuration);
	const { webhook_endpoint: url, webhook_authorization: authorization } = configuration;
	const event = tenant.publish({ type: 'organization.created' });
	const answer = await fetch(String(url).replace(PUBLIC, server.url), {
		method: 'POST',
		headers: { 'content-type': type, authorization: `Bearer ${authorization.token}` },
		body: write(JSON.stringify({ ...event, type: 'user.created' })),
	});
	expect(answer.status).toBe(status);
	if (status === 200) await until('it ran', async () => (await executionsOf(id)).length === 1);
	else expect(await executionsOf(id)).toEqual([]);
	await unpublished(id);
});

it('takes many events that come together, and runs for each once', async () => {
	const COUNT = 50;
	const id = await published('Burst');
	tenant.webhooks.parallel = 10;
	for (let index = 0; index < COUNT; index++) tenant.publish({ type: 'user.created' });
	await tenant.delivered();
	// A busy n8n refuses some for a moment, which are sent again.
	expect(tenant.posts.filter(({ status }) => status === 200)).toHaveLength(COUNT);
	await until('they ran', async () => (await executionsOf(id)).length >= COUNT);
	expect(await executionsOf(id)).toHaveLength(COUNT);
	await unpublished(id);
});

it('listens for a test event, and leaves nothing behind', async () => {
	const id = await create('Try');
	await expect(workflows.listen(id)).resolves.toMatchObject({ waitingForWebhook: true });
	expect(streams()).toMatchObject([{ name: expect.stringContaining('n8n test: Try') }]);
	tenant.publish({ type: 'user.created' });
	await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
	expect((await executionsOf(id))[0]?.mode).toBe('manual');
	await until('the stream is gone', () => streams().length === 0);
});

it('says in the editor what is missing', async () => {
	tenant.setScopes('full', 'read:users');
	tenant.revokeTokens();
	const id = await create('No permission');
	await workflows.publish(id).catch(() => undefined);
	await until('n8n has given up', async () =>
		JSON.stringify(await workflows.publication(id)).includes('event_streams'),
	);
	expect(streams()).toEqual([]);
});

it.each([
	['ended', 'deleted', async () => await server.stop(), () => tenant.eventStreams.clear()],
	[
		'killed',
		'disabled',
		async () => await server.kill(),
		() => Object.assign(streams()[0] ?? {}, { status: 'disabled' }),
	],
])('misses nothing after n8n was %s and the stream %s', async (_how, _what, end, damage) => {
	const id = await published('Restart');
	tenant.publish({ type: 'user.created' });
	await until('it ran', async () => (await executionsOf(id)).length === 1);
	await end();
	damage();
	tenant.publish({ type: 'user.created' });
	tenant.publish({ type: 'user.created' });
	server = await n8n.start();
	await signIn();
	await until('the stream delivers', () => streams()[0]?.status === 'enabled');
	expect(streams()).toHaveLength(1);
	await until('it caught up', async () => (await executionsOf(id)).length > 1);
	tenant.publish({ type: 'user.created' });
	await until('it goes on', async () => (await executionsOf(id)).length > 2);
	expect(await executionsOf(id)).toHaveLength(3);
	await unpublished(id);
});

it('misses nothing while the node is changed', async () => {
	const node = { name: 'Change', nodeId: crypto.randomUUID() };
	const id = await workflows.create({ ...node, parameters: EVENTS });
	created.push(id);
	await workflows.publish(id);
	await until('the stream is there', () => streams().length === 1);
	const eventTypes = ['user.created', 'user.deleted'];
	await workflows.change(id, { ...node, parameters: { ...EVENTS, eventTypes } });
	tenant.setDelay(500);
	await workflows.publish(id);
	await until('the stream is gone', () => streams().length === 0);
	tenant.publish({ type: 'user.created' });
	tenant.setDelay(0);
	await until('the stream is there', () => streams().length === 1);
	await until('it caught up', async () => (await executionsOf(id)).length === 1);
	await unpublished(id);
});

describe('without a public URL', () => {
	const publish = (count: number) => {
		for (let index = 0; index < count; index++) tenant.publish({ type: 'user.created' });
	};
	const connected = async () => await until('n8n is connected', () => tenant.eventFeed.open === 1);
	const ran = async (id: string, count: number) =>
		await until(`${count} ran`, async () => (await executionsOf(id)).length >= count);

	it.each([
		['ended', async () => await server.stop()],
		['killed', async () => await server.kill()],
	])('loses no event where n8n was %s, and runs for each once', async (_how, end) => {
		const id = await create('Pull', PULL);
		await workflows.publish(id);
		await connected();
		publish(3);
		await ran(id, 3);
		tenant.eventFeed.close('reset');
		publish(1);
		await ran(id, 4);
		publish(5);
		await end();
		publish(2);
		server = await n8n.start();
		await signIn();
		await connected();
		await ran(id, 11);
		publish(1);
		await ran(id, 12);
		expect(await executionsOf(id)).toHaveLength(12);
		expect(streams()).toEqual([]);
		await workflows.unpublish(id);
		await until('n8n is not connected', () => tenant.eventFeed.open === 0);
	});

	it('listens for a test event, and waits for no webhook', async () => {
		const id = await create('Try', PULL);
		expect(await workflows.listen(id)).not.toHaveProperty('waitingForWebhook');
		await connected();
		publish(1);
		await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
		await until('n8n is not connected', () => tenant.eventFeed.open === 0);
	});

	it('says in the editor what the plan does not allow', async () => {
		tenant.eventFeed.settings.limit = 0;
		const id = await create('Plan', PULL);
		await workflows.publish(id).catch(() => undefined);
		await until('n8n has given up', async () =>
			JSON.stringify(await workflows.publication(id)).includes('no further connection'),
		);
	});
});

describe('by polling', () => {
	/** So many failed logins, and as many others; returns the IDs of the former. */
	const log = (count: number) =>
		tenant
			.publishLogs(Array.from({ length: count * 2 }, (_, i) => ({ type: i % 2 ? 'fp' : 's' })))
			.flatMap(({ type, log_id: id }) => (type === 'fp' ? [id] : []));
	const looks = () => tenant.requests.filter(({ path }) => path === '/api/v2/logs').length;
	it('starts with what is logged from then on, and loses nothing where n8n was killed', async () => {
		log(2);
		// The node after the trigger sends each item there.
		const { url, received, stop } = await startReceiver();
		const reportsTo = `=${url}/{{ $json.log_id }}/{{ $json.caughtUp ?? 'live' }}`;
		const id = await create('Poll', POLL, reportsTo);
		await workflows.publish(id);
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
		await server.kill();
		ids.push(...log(2));
		server = await n8n.start();
		await signIn();
		await reported();
		expect(received.map(({ path }) => path).sort()).toEqual(
			ids.map((logId, index) => `/${logId}/${index === 3 ? 2 : 'live'}`),
		);
		expect(await executionsOf(id)).toHaveLength(2);
		stop();
		await workflows.unpublish(id);
	}, 300_000);

	it('shows the latest log event at once, or says that there is none', async () => {
		const id = await create('Try', POLL);
		expect(await workflows.listen(id)).not.toHaveProperty('waitingForWebhook');
		await until('it failed', async () => (await executionsOf(id))[0]?.status === 'error');
		log(1);
		await workflows.listen(id);
		await until('it ran', async () => (await executionsOf(id))[0]?.status === 'success');
	});

	it('says in the editor which permission is missing', async () => {
		tenant.setScopes('full', 'read:users');
		tenant.revokeTokens();
		const id = await create('No permission', POLL);
		await workflows.publish(id).catch(() => undefined);
		await until('n8n has given up', async () =>
			JSON.stringify(await workflows.publication(id)).includes('read:logs'),
		);
	});
});
