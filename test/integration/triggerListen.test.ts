import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { LOG_TYPES } from '../../nodes/Auth0/api/logTypes';
import { JANE } from '../support/accounts';
import { ago, idsOf, times, useLogsPoll } from '../support/logsPoll';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

// A click on “Execute step”, or on “Listen for test event”, where n8n asks Auth0 itself.

const tenant = useTenant();

describe('for the next event', () => {
	// So that only what a test wants to happen does.
	beforeEach(() =>
		Object.assign(tenant().eventFeed.settings, { heartbeatMs: Infinity, closeAfterMs: Infinity }),
	);

	afterEach(async () => {
		while (tenant().eventFeed.open > 0) await sleep(100);
	});

	const listen = async (signal?: AbortSignal) =>
		await new TestedTrigger(credentialFor(tenant()), {
			listenTo: 'eventsPull',
			eventTypes: ['user.created', 'user.deleted'],
		}).run([{ json: {} }], 'manual', signal);

	const publish = (name: string) => tenant().publish({ type: 'user.created', object: { name } }).id;
	const connections = () => tenant().requests.filter(({ path }) => path === '/api/v2/events');
	const connected = async () => {
		while (tenant().eventFeed.open === 0) await sleep(100);
	};

	it('waits for the next event', async () => {
		const waiting = listen();
		await connected();
		tenant().publish({ type: 'organization.created' });
		const id = publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane', event: { id } } }]);
		await sleep(1000);
		expect(tenant().eventFeed.open).toBe(0);
	});

	it('goes on over connections that end', async () => {
		const waiting = listen();
		for (const how of ['end', 'reset'] as const) {
			await connected();
			tenant().eventFeed.close(how);
			await sleep(100);
		}
		expect(tenant().eventFeed.open).toBe(0);
		publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane' } }]);
	});

	it('goes on behind what a heartbeat says', async () => {
		tenant().eventFeed.settings.heartbeatMs = 1_000;
		const waiting = listen();
		await connected();
		await sleep(1_500);
		tenant().eventFeed.close();
		publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane' } }]);
		expect(connections()[1]?.query).toMatchObject({ from: expect.stringMatching(/\w/) });
	});

	it('goes on where it was, also where Auth0 has no such cursor', async () => {
		const waiting = listen();
		await connected();
		await sleep(2000);
		tenant().eventFeed.fail('cursor_expired');
		await sleep(100);
		publish('Jane');
		expect(await waiting).toMatchObject([{ json: { name: 'Jane' } }]);
		expect(connections()[1]?.query).toMatchObject({ from_timestamp: expect.stringMatching(/Z$/) });
	});

	it('says what Auth0 cannot do, and does not try for ever', async () => {
		const waiting = listen();
		await connected();
		tenant().eventFeed.fail('processing_error');
		await expect(waiting).rejects.toMatchObject({
			message: 'Auth0 could not go on with the stream of events.',
			description: expect.stringContaining('processing_error'),
		});
		tenant().eventFeed.settings.closeAfterMs = 0;
		await expect(listen()).rejects.toMatchObject({
			message: 'The connection for events broke off.',
		});
		expect(connections()).toHaveLength(1 + 5);
	});

	it('ends when it is cancelled', async () => {
		const cancel = new AbortController();
		const waiting = listen(cancel.signal);
		await connected();
		cancel.abort();
		await expect(waiting).rejects.toThrow();
		await sleep(1000);
		expect(tenant().eventFeed.open).toBe(0);
	});
});

describe('for the latest log event', () => {
	const { triggerOf, log, looks } = useLogsPoll(tenant);

	const sample = async (parameters?: INodeParameters) =>
		await triggerOf(parameters).run([{ json: {} }], 'manual');

	it('shows the newest log event', async () => {
		const [first] = log({ type: 'f', date: ago(2_000) });
		tenant().publishLogs([{ log_id: '9001', date: ago(0) }]);
		expect(await sample()).toMatchObject([
			{ json: { log_id: first, type: 'f', type_description: 'Failed login' } },
		]);
	});

	it.each<[INodeParameters]>([
		[{ logTypes: ['fp', 'f'] }],
		[{ logCategories: ['auth.login.fail'] }],
		[{ options: { userId: JANE } }],
		[{ logTypes: ['fp'], options: { userId: JANE } }],
	])('shows the newest that matches, behind any number of others: %j', async (parameters) => {
		const [id] = log({ type: 'fp', user_id: JANE, date: ago(5_000) });
		log(...times(150));
		expect(idsOf(await sample(parameters))).toEqual([id]);
	});

	it('finds a user whose ID has characters of the search syntax', async () => {
		const userId = 'ad|ACME\\jane "doe"';
		const [id] = log({ user_id: userId });
		log(...times(150));
		expect(idsOf(await sample({ options: { userId } }))).toEqual([id]);
	});

	it('asks for nothing that is too long for Auth0', async () => {
		const [id] = log({ type: 's' });
		expect(idsOf(await sample({ logTypes: Object.keys(LOG_TYPES) }))).toEqual([id]);
		expect(JSON.stringify(looks()[0]?.query).length).toBeLessThan(2_000);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['none', {}, /no log event to show/],
		['none that matches', { logTypes: ['f'] }, /no recent log event that matches/],
		['none of the category', { logCategories: ['other'] }, /no recent log event that matches/],
	])('says what to do where there is %s', async (what, parameters, message) => {
		if (what !== 'none') log({});
		await expect(sample(parameters)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			description: expect.stringContaining('such as a login'),
		});
	});
});
