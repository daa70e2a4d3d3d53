import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { TestedTrigger, WEBHOOK_BASE } from '../support/trigger';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const PARAMETERS = { listenTo: 'events', eventTypes: ['user.created', 'user.deleted'] };

const triggerOf = (
	settings?: ConstructorParameters<typeof TestedTrigger>[2],
	parameters: object = PARAMETERS,
) => new TestedTrigger(credentialFor(tenant()), { ...parameters }, settings);

const streams = () => tenant().eventStreams.all();
const typesOf = (index = 0) => streams()[index]?.subscriptions.map(({ event_type: type }) => type);
/** The streams without what the tenant adds. */
const settings = () =>
	structuredClone(
		streams().map(({ name, status, subscriptions, destination }) => ({
			name,
			status,
			subscriptions,
			destination,
		})),
	);
const writes = () =>
	tenant()
		.requests.filter(({ method, path }) => method !== 'GET' && /event-streams(\/\w+)?$/.test(path))
		.map(({ method }) => method);

/** Somebody else's, which no trigger may touch. */
const addForeignStream = () =>
	tenant().eventStreams.put({
		name: 'CRM [12345678-0123456789ab]',
		destination: {
			type: 'webhook',
			configuration: {
				webhook_endpoint: 'https://crm.example.com',
				webhook_authorization: { method: 'bearer', token: 'foreign' },
			},
		},
	});

it('makes a stream for exactly the chosen types, with a token', async () => {
	await triggerOf().publish();
	expect(streams()).toMatchObject([
		{
			status: 'enabled',
			name: expect.stringMatching(/^n8n: Welcome \[/),
			subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.deleted' }],
			destination: {
				type: 'webhook',
				configuration: {
					webhook_endpoint: `${WEBHOOK_BASE}/trigger/webhook`,
					webhook_authorization: { method: 'bearer', token: expect.stringMatching(/^[\w-]{43}$/) },
				},
			},
		},
	]);
});

it('deletes its stream, and no other', async () => {
	const foreign = addForeignStream();
	const trigger = triggerOf();
	await trigger.publish();
	await trigger.unpublish();
	expect(streams()).toEqual([foreign]);
});

it.each([0, 1, 2, 3, 4])(
	'leaves none behind where n8n unpublishes a workflow that it is still publishing (after %s requests)',
	async (count) => {
		tenant().setDelay(20);
		const trigger = triggerOf();
		const publishing = trigger.publish('init');
		while (tenant().requests.length < count) await sleep(1);
		await trigger.unpublish();
		await publishing;
		expect(streams()).toEqual([]);
		await trigger.publish();
		expect(streams()).toHaveLength(1);
	},
);

it('takes a stream that is gone for deleted', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	tenant().inject({ method: 'DELETE', path: /event-streams/, status: 404 });
	await expect(trigger.unpublish()).resolves.toBeUndefined();
});

it.each<[string, INodeParameters, INodeParameters]>([
	['no event types', PARAMETERS, { eventTypes: [] }],
	['an event type of a typo', PARAMETERS, { eventTypes: ['user.exploded'] }],
	['no number of hours', PARAMETERS, { options: { catchUpHours: 'soon' } }],
	['a log category of a typo', { listenTo: 'logs' }, { logCategories: ['login'] }],
	['a log event type of a typo', { listenTo: 'logs' }, { logTypes: ['login'] }],
	['no number of hours', { listenTo: 'securityAlerts' }, { options: { catchUpHours: -1 } }],
])('deletes its stream where an expression returns %s by then', async (_what, chosen, broken) => {
	const trigger = triggerOf({}, chosen);
	await trigger.publish();
	expect([...streams(), ...tenant().logStreams.all()]).toHaveLength(1);
	Object.assign(trigger.parameters, broken);
	await trigger.unpublish();
	expect([...streams(), ...tenant().logStreams.all()]).toEqual([]);
});

it.each([401, 403, 429, 500, 503])(
	'does not take the status %d for deleted, so that n8n tries again',
	async (status) => {
		const trigger = triggerOf();
		await trigger.publish();
		tenant().inject({ method: 'DELETE', path: /event-streams/, status, times: 10 });
		await expect(trigger.unpublish()).rejects.toMatchObject({
			name: 'NodeApiError',
			description: expect.stringMatching(/\w/),
		});
		tenant().clearFaults();
		await trigger.unpublish();
		expect(streams()).toEqual([]);
	},
);

it('changes nothing about a stream that is as it should be', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	await trigger.publish('init');
	expect(writes()).toEqual(['POST']);
});

it.each([
	['was deleted', () => tenant().eventStreams.clear()],
	['was disabled', () => Object.assign(streams()[0] ?? {}, { status: 'disabled' })],
	['has other types', () => Object.assign(streams()[0] ?? {}, { subscriptions: [] })],
	[
		'delivers elsewhere',
		() =>
			Object.assign(streams()[0]?.destination.configuration ?? {}, {
				webhook_endpoint: 'https://old.example.com/webhook',
			}),
	],
])('makes a stream right again that %s', async (_what, damage) => {
	const trigger = triggerOf();
	await trigger.publish();
	const before = settings();
	damage();
	expect(settings()).not.toEqual(before);
	await trigger.publish('init');
	expect(settings()).toEqual(before);
});

it('finds its stream, and renews its token, without static data', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	const [before] = streams();
	trigger.staticData = {};
	await trigger.publish('init');
	expect(streams().map(({ id }) => id)).toEqual([before?.id]);
	expect(writes()).toEqual(['POST', 'PATCH']);
});

it('deletes its stream without static data', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	trigger.staticData = {};
	await trigger.unpublish();
	expect(streams()).toEqual([]);
});

describe('a stream that somebody gave another name', () => {
	const rename = (name: string) => Object.assign(streams()[0] ?? {}, { name });

	it('is deleted with the workflow', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		rename('Welcome');
		await trigger.unpublish();
		expect(streams()).toEqual([]);
		expect(trigger.staticData).toEqual({});
	});

	it('gets its name back at the next start, and stays the only one', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		const before = structuredClone(streams().map(({ id, name }) => ({ id, name })));
		rename('Welcome');
		await trigger.publish('init');
		expect(streams()).toMatchObject(before);
		expect(writes()).toEqual(['POST', 'PATCH']);
	});

	it('is known also where it was found by its name last', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		delete trigger.staticData.stream;
		await trigger.publish('init');
		rename('Welcome');
		await trigger.unpublish();
		expect(streams()).toEqual([]);
	});

	it('is left to its own workflow by a copy of that', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		rename('Welcome');
		for (const settings of [{ workflowId: 'copy' }, { nodeId: 'copy' }, { isTest: true }]) {
			const copy = triggerOf(settings);
			copy.staticData = structuredClone(trigger.staticData);
			await copy.publish();
			await copy.unpublish();
		}
		expect(streams()).toMatchObject([{ name: 'Welcome' }]);
	});
});

it('follows a new address of n8n and another name of the workflow', async () => {
	await triggerOf().publish();
	const webhookBase = 'https://new.example.com/webhook';
	await triggerOf({ webhookBase, workflowName: 'Greet' }).publish('init');
	expect(streams()).toMatchObject([
		{
			name: expect.stringMatching(/^n8n: Greet \[/),
			destination: { configuration: { webhook_endpoint: `${webhookBase}/trigger/webhook` } },
		},
	]);
});

it('follows another name of the workflow alone', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	const renamed = triggerOf({ workflowName: 'Greet' });
	renamed.staticData = trigger.staticData;
	await renamed.publish('init');
	expect(streams()).toMatchObject([{ name: expect.stringMatching(/^n8n: Greet \[/) }]);
});

it('follows other types', async () => {
	await triggerOf().publish();
	await triggerOf({}, { ...PARAMETERS, eventTypes: ['organization.created'] }).publish();
	expect(streams()).toHaveLength(1);
	expect(typesOf()).toEqual(['organization.created']);
});

it('follows a new client secret', async () => {
	const trigger = triggerOf();
	await trigger.publish();
	const token = () => structuredClone(streams()[0]?.destination.configuration);
	const before = token();
	tenant().clients.full.clientSecret += 'x';
	await new TestedTrigger(credentialFor(tenant()), PARAMETERS).publish('update');
	expect(token()).not.toEqual(before);
	tenant().clients.full.clientSecret = tenant().clients.full.clientSecret.slice(0, -1);
});

it.each([
	['a copied workflow', { workflowId: 'copy' }],
	['a copied node', { nodeId: 'copy' }],
	['a test in the editor', { isTest: true }],
])('leaves the stream of the original to it, for %s', async (_what, settings) => {
	const original = triggerOf();
	const copy = triggerOf(settings);
	// n8n copies static data with a workflow.
	await original.publish();
	copy.staticData = { ...original.staticData };
	await copy.publish();
	expect(streams()).toHaveLength(2);
	await copy.unpublish();
	expect(streams()).toHaveLength(1);
	await original.publish('init');
	expect(writes()).toEqual(['POST', 'POST', 'DELETE']);
});

it('listens for a test event at an address of its own', async () => {
	await triggerOf({ isTest: true }).publish('manual');
	expect(streams()).toMatchObject([
		{
			name: expect.stringMatching(/^n8n test: Welcome \[.*-test-[0-9a-z]+\]$/),
			destination: {
				configuration: {
					webhook_endpoint: expect.stringContaining('https://n8n.example.com/webhook-test/'),
				},
			},
		},
	]);
});

it.each(['webhook-test', 'listen'])(
	'deletes the stream of a test, and not that of the published workflow, at /%s/',
	async (endpoint) => {
		const published = triggerOf();
		await published.publish();
		const webhookBase = `https://n8n.example.com/${endpoint}`;
		const test = triggerOf({ isTest: true, webhookBase });
		tenant().inject({ method: 'POST', path: /event-streams/, status: 403 });
		// The editor shows what to do beside it.
		await expect(test.publish('manual')).rejects.toMatchObject({
			message: expect.stringMatching(/^[^.]+\.$/),
			description: expect.stringMatching(/\w/),
		});
		// n8n ends a test that did not begin, too.
		await test.unpublish();
		expect(streams()).toHaveLength(1);
		await test.publish('manual');
		expect(streams()).toHaveLength(2);
		await test.unpublish();
		expect(streams().map(({ name }) => name)).toEqual([expect.stringMatching(/^n8n: /)]);
	},
);

describe('what is refused before anything is sent', () => {
	const refusals: Array<[string, INodeParameters, string]> = [
		['a field', { eventTypes: [] }, WEBHOOK_BASE],
		['an option', { options: { catchUpHours: 'soon' } }, WEBHOOK_BASE],
		['the address', {}, 'https://10.0.0.1/webhook'],
	];

	it.each(refusals)('because of %s sends nothing where n8n ends it', async (_w, broken, base) => {
		const trigger = triggerOf({ webhookBase: base }, { ...PARAMETERS, ...broken });
		for (let attempt = 1; attempt < 3; attempt++) {
			await expect(trigger.publish()).rejects.toThrow();
			await trigger.unpublish();
		}
		expect(tenant().requests).toEqual([]);
	});

	it.each(refusals)('because of %s leaves no stream of before', async (_what, broken, base) => {
		const trigger = triggerOf();
		await trigger.publish();
		const again = triggerOf({ webhookBase: base }, { ...PARAMETERS, ...broken });
		again.staticData = trigger.staticData;
		await expect(again.publish('init')).rejects.toThrow();
		await again.unpublish();
		expect(streams()).toEqual([]);
	});

	it('is looked for where n8n ends it once more, without static data', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		trigger.staticData = {};
		Object.assign(trigger.parameters, { eventTypes: [] });
		await expect(trigger.publish('init')).rejects.toThrow();
		await trigger.unpublish();
		await trigger.unpublish();
		expect(streams()).toEqual([]);
	});

	it('is forgotten where it is put right', async () => {
		const trigger = triggerOf({}, { ...PARAMETERS, eventTypes: [] });
		await expect(trigger.publish()).rejects.toThrow();
		Object.assign(trigger.parameters, PARAMETERS);
		await trigger.publish();
		trigger.staticData = {};
		await trigger.unpublish();
		expect(streams()).toEqual([]);
	});

	it('is a test where a test was', async () => {
		await triggerOf().publish();
		const webhookBase = 'https://n8n.example.com/listen';
		const test = triggerOf({ isTest: true, webhookBase }, { ...PARAMETERS, eventTypes: [] });
		await expect(test.publish('manual')).rejects.toThrow();
		await test.unpublish();
		await test.unpublish();
		expect(streams()).toHaveLength(1);
	});
});

it('sweeps the streams of tests that n8n did not live to end, and of no test that goes on', async () => {
	await triggerOf({ isTest: true, nodeId: 'old' }).publish('manual');
	const [old] = streams();
	if (old) old.name = old.name?.replace(/-test-.*/, '-test-1]');
	await triggerOf({ isTest: true, nodeId: 'new' }).publish('manual');
	const trigger = triggerOf();
	await trigger.publish();
	expect(streams().map(({ name }) => name?.split(':')[0])).toEqual(['n8n test', 'n8n']);
	expect(streams()).not.toContain(old);
	if (old) tenant().eventStreams.put(old);
	await trigger.publish('init');
	expect(streams()).toHaveLength(2);
});

it('keeps one of two streams that are its own', async () => {
	await triggerOf().publish();
	const [first] = streams();
	if (first) tenant().eventStreams.put({ ...first, id: 'est_secondStreamWithMark12' });
	expect(streams()).toHaveLength(2);
	await triggerOf().publish('init');
	expect(streams()).toHaveLength(1);
});

it('finds its stream among many', async () => {
	for (let index = 0; index < 250; index++) addForeignStream();
	const trigger = triggerOf();
	await trigger.publish();
	trigger.staticData = {};
	await trigger.publish('init');
	expect(streams()).toHaveLength(251);
	await trigger.unpublish();
	expect(streams()).toHaveLength(250);
});

describe('what could not be delivered while n8n was not running', () => {
	const redeliveries = () =>
		tenant()
			.requests.filter(({ path }) => path.endsWith('/redeliver'))
			.map(({ body, status }) => ({ body, status }));

	it('is delivered again at its next start', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		expect(redeliveries()).toEqual([]);
		await trigger.publish('init');
		expect(redeliveries()).toEqual([
			{ body: { date_from: expect.stringMatching(/^[\d-]+T[\d:]+Z$/) }, status: 202 },
		]);
	});

	it('is delivered again by a stream that was disabled', async () => {
		const trigger = triggerOf();
		await trigger.publish();
		Object.assign(streams()[0] ?? {}, { status: 'disabled' });
		await trigger.publish('init');
		expect(redeliveries()).toHaveLength(1);
	});

	it('is not delivered again to a test', async () => {
		for (let times = 0; times < 2; times++) {
			await triggerOf({ isTest: true }).publish('manual');
		}
		expect(streams()).toHaveLength(1);
		expect(redeliveries()).toEqual([]);
	});

	it('is left to the tenant where nobody wants it', async () => {
		const trigger = triggerOf({}, { ...PARAMETERS, options: { catchUpHours: 0 } });
		await trigger.publish();
		await trigger.publish('init');
		expect(redeliveries()).toEqual([]);
	});

	it.each([403, 409, 500])('keeps no workflow from starting (status %d)', async (status) => {
		const trigger = triggerOf();
		await trigger.publish();
		tenant().inject({ method: 'POST', path: /redeliver/, status, times: 100 });
		await expect(trigger.publish('init')).resolves.toBeUndefined();
	});
});
