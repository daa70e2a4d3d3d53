import type { INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();

const PARAMETERS = { listenTo: 'events', eventTypes: ['user.created', 'organization.created'] };

async function published(parameters: INodeParameters = PARAMETERS) {
	const trigger = new TestedTrigger(credentialFor(tenant()), parameters);
	await trigger.publish();
	return trigger;
}

/** What the tenant would send along. */
function authorization() {
	const { destination } = tenant().eventStreams.all().at(-1) ?? {};
	if (destination?.type !== 'webhook') throw new Error('There is no stream.');
	const { webhook_authorization: given } = destination.configuration;
	return { authorization: `Bearer ${given.method === 'bearer' && given.token}` };
}

let count = 0;

const eventOf = (type: string, object: object = { user_id: JANE, email: 'j@example.com' }) => ({
	specversion: '1.0',
	type,
	source: 'urn:auth0:acme.us',
	id: `evt_${String(++count).padStart(16, '0')}`,
	time: '2026-03-01T10:00:00.000Z',
	data: { object, context: { tenant: { tenant_id: 'acme' } } },
	a0tenant: 'acme',
	a0stream: 'est_1234567890123456',
});

it('returns the object with its envelope', async () => {
	const trigger = await published();
	const event = eventOf('user.created');
	const { status, items } = await trigger.deliver(event, authorization());
	expect(status).toBe(200);
	expect(items).toEqual([
		{
			json: {
				user_id: JANE,
				email: 'j@example.com',
				event: {
					id: event.id,
					type: 'user.created',
					time: '2026-03-01T10:00:00.000Z',
					context: { tenant: { tenant_id: 'acme' } },
				},
			},
		},
	]);
});

it('says of an event that was sent to try the stream out that it is one', async () => {
	const trigger = await published();
	const test = { ...eventOf('user.created'), a0purpose: 'test' };
	const { items } = await trigger.deliver(test, authorization());
	expect(items).toMatchObject([{ json: { event: { purpose: 'test' } } }]);
});

it('takes no object for a failure of its own, nor any purpose for a test', async () => {
	const trigger = await published();
	const object = { auth0TriggerFailure: { message: 'no', description: 'no' } };
	const event = { ...eventOf('user.created', object), a0purpose: 'other' };
	const { items } = await trigger.deliver(event, authorization());
	expect(await trigger.run(items, 'webhook')).toEqual(items);
	expect(items).toEqual([
		{ json: { ...object, event: expect.not.objectContaining({ purpose: 'other' }) } },
	]);
});

describe('the token', () => {
	it.each([
		['none', {}],
		['an empty one', { authorization: 'Bearer ' }],
		['another', { authorization: 'Bearer abc' }],
		['another scheme', { authorization: 'Basic abc' }],
	])('lets %s not in', async (_what, headers) => {
		const trigger = await published();
		const { status, items } = await trigger.deliver(eventOf('user.created'), headers);
		expect({ status, items }).toEqual({ status: 401, items: [] });
	});

	it('is needed whole, and in its case', async () => {
		const trigger = await published();
		const { authorization: right } = authorization();
		for (const wrong of [right.slice(0, -1), `${right}x`, right.toLowerCase(), right.slice(7)]) {
			const { status } = await trigger.deliver(eventOf('user.created'), { authorization: wrong });
			expect([wrong, status]).toEqual([wrong, 401]);
		}
	});

	it('is not that of another trigger', async () => {
		const trigger = await published();
		const other = new TestedTrigger(credentialFor(tenant()), PARAMETERS, { nodeId: 'other' });
		await other.publish();
		const { status } = await trigger.deliver(eventOf('user.created'), authorization());
		expect(status).toBe(401);
	});

	it('lets in without static data, or with that of long ago', async () => {
		const trigger = await published();
		for (const staticData of [{}, { tokenDigest: 'old' }, { tokenDigest: 1 }]) {
			trigger.staticData = staticData;
			const { status } = await trigger.deliver(eventOf('user.created'), authorization());
			expect([staticData, status]).toEqual([staticData, 200]);
		}
	});

	it('lets in after the client secret was changed, until the workflow is published again', async () => {
		const credential = credentialFor(tenant());
		const trigger = new TestedTrigger(credential, PARAMETERS);
		await trigger.publish();
		credential.data = { ...credential.data, clientSecret: 'rotated' };
		const { status } = await trigger.deliver(eventOf('user.created'), authorization());
		expect(status).toBe(200);
	});

	it('refuses everything where there is none', async () => {
		const credential = credentialFor(tenant());
		const trigger = new TestedTrigger(credential, PARAMETERS);
		await trigger.publish();
		const headers = authorization();
		trigger.staticData = {};
		credential.data = { ...credential.data, clientSecret: '' };
		for (const given of [headers, {}, { authorization: 'Bearer undefined' }]) {
			expect((await trigger.deliver(eventOf('user.created'), given)).status).toBe(401);
		}
	});

	it('is in no output', async () => {
		const trigger = await published();
		const headers = authorization();
		const { items } = await trigger.deliver(eventOf('user.created'), headers);
		expect(JSON.stringify([items, trigger.staticData])).not.toContain(
			headers.authorization.slice(7),
		);
	});
});

describe('the body', () => {
	const events = () => [eventOf('user.created'), eventOf('organization.created', { id: 'org_1' })];

	it.each([
		['a list', 'application/json', (all: object[]) => JSON.stringify(all)],
		[
			'lines',
			'application/x-ndjson',
			(all: object[]) => all.map((e) => JSON.stringify(e)).join('\n'),
		],
		['CloudEvents', 'application/cloudevents-batch+json', (all: object[]) => JSON.stringify(all)],
	])('can be %s', async (_what, type, write) => {
		const trigger = await published();
		const headers = { ...authorization(), 'content-type': type };
		const { items } = await trigger.deliver(write(events()), headers);
		expect(items).toMatchObject([
			{ json: { event: { type: 'user.created' } } },
			{ json: { id: 'org_1', event: { type: 'organization.created' } } },
		]);
	});

	it.each([
		['empty', ''],
		['no JSON', '<html>'],
		['half', '{"type":"user.created"'],
		['no event', '{}'],
		['an event without an object', { ...eventOf('user.created'), data: {} }],
		['an event without a time', { ...eventOf('user.created'), time: undefined }],
		['an event without an ID', { ...eventOf('user.created'), id: undefined }],
		['an event of an unknown type', eventOf('user.exploded')],
		['an event of the type of a method', eventOf('constructor')],
		['a list without an event', [{}, { id: '1' }]],
	])('starts nothing when it is %s, and is not sent again', async (_what, body) => {
		const trigger = await published();
		const { status, items } = await trigger.deliver(body, authorization());
		expect({ status, items }).toEqual({ status: 400, items: [] });
	});

	it('is taken, and starts nothing, for a type that is no longer chosen', async () => {
		const trigger = await published();
		const { status, body, items } = await trigger.deliver(eventOf('user.deleted'), authorization());
		expect({ status, body, items }).toEqual({ status: 200, body: {}, items: [] });
	});
});

it('hands on what comes twice at the same time once, unless nothing is skipped', async () => {
	const trigger = await published();
	const event = eventOf('user.created');
	const { items } = await trigger.deliver([event, event], authorization());
	expect(items).toHaveLength(2);
	expect(await trigger.run(items, 'webhook')).toEqual(items.slice(0, 1));
	expect(await trigger.run(items, 'webhook')).toEqual([]);
	const every = await published({ ...PARAMETERS, options: { skipDuplicates: false } });
	expect(await every.run(items, 'webhook')).toEqual(items);
});

it('skips what the workflow had before, but not where a person listens for a test event', async () => {
	const trigger = await published();
	const event = eventOf('user.created');
	const { items } = await trigger.deliver(event, authorization());
	await trigger.run(items, 'webhook');
	expect((await trigger.deliver(event, authorization())).items).toEqual([]);
	const test = new TestedTrigger(credentialFor(tenant()), PARAMETERS, { isTest: true });
	await test.publish('manual');
	expect((await test.deliver(event, authorization())).items).toEqual(items);
});
