import type { INodeParameters } from 'n8n-workflow';

import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';

const tenant = useTenant();

const EVENT_TYPES = { eventTypes: ['user.created'] };
const EVENTS: INodeParameters = { listenTo: 'events', ...EVENT_TYPES };
const EVENTS_PULL: INodeParameters = { listenTo: 'eventsPull', ...EVENT_TYPES };
const LOGS: INodeParameters = { listenTo: 'logs' };
const ALERTS: INodeParameters = { listenTo: 'securityAlerts' };

/** What publishing a workflow with this trigger fails with: n8n shows the message, and nothing else of it. */
async function failureOf(parameters: INodeParameters, webhookBase?: string): Promise<unknown> {
	const trigger = new TestedTrigger(credentialFor(tenant()), parameters, { webhookBase });
	const publish = async () => {
		await (await trigger.start()).close();
		await trigger.publish();
	};
	return await publish().catch((error: unknown) => error);
}

it.each<[string, INodeParameters, () => void, string, RegExp]>([
	[
		'event streams',
		EVENTS,
		() => (tenant().eventStreams.limit = 0),
		'The plan of this Auth0 tenant allows no more event streams.',
		/Auth0 Dashboard → Event Streams.*Without a Public URL, and New Log Events by Polling/,
	],
	[
		'log streams',
		LOGS,
		() => (tenant().logStreams.limit = 0),
		'The plan of this Auth0 tenant allows no further log stream.',
		/New Log Events by Polling.*Security Alerts/,
	],
	[
		'streams of security alerts',
		ALERTS,
		() => tenant().inject({ method: 'POST', path: '/api/v2/log-streams', status: 409 }),
		'The plan of this Auth0 tenant allows no further log stream.',
		/^(?!.*Security Alerts).*New Log Events by Polling/,
	],
	[
		'connections for events',
		EVENTS_PULL,
		() => (tenant().eventFeed.settings.limit = 0),
		'The plan of this Auth0 tenant allows no further connection for events.',
		/Free plan has 1.*New Log Events by Polling/,
	],
])('names the ways out of the limit of %s', async (_what, parameters, limit, message, ways) => {
	limit();
	const failure = await failureOf(parameters);
	expect(failure).toMatchObject({ name: 'NodeApiError', message: expect.stringMatching(ways) });
	expect(failure).toMatchObject({ message: expect.stringContaining(`${message} `) });
});

const UPGRADES = [
	{ errorCode: 'insufficient_entitlement', message: 'Please upgrade your subscription to use it.' },
	{ errorCode: 'insufficient_scope', message: 'Please upgrade your subscription to enable it.' },
];

it.each<[string, string, INodeParameters, RegExp]>([
	['GET', '/api/v2/event-streams', EVENTS, /Without a Public URL, and New Log Events by Polling/],
	['POST', '/api/v2/event-streams', EVENTS, /Without a Public URL, and New Log Events by Polling/],
	['GET', '/api/v2/events', EVENTS_PULL, /New Log Events by Polling/],
	['GET', '/api/v2/log-streams', LOGS, /New Log Events by Polling/],
	['POST', '/api/v2/log-streams', LOGS, /New Log Events by Polling/],
	['POST', '/api/v2/log-streams', ALERTS, /New Log Events by Polling/],
])('names the way out of a plan without %s %s', async (method, path, parameters, ways) => {
	for (const upgrade of UPGRADES) {
		const body = { statusCode: 403, error: 'Forbidden', ...upgrade };
		tenant().inject({ method, path, status: 403, body });
		const failure = await failureOf(parameters);
		const message = 'The plan of this Auth0 tenant does not include this feature. ';
		for (const words of [message, ways, /check the subscription/]) {
			expect(failure).toMatchObject({ message: expect.stringMatching(words) });
		}
	}
});

it.each([
	['create:event_streams', 'read:event_streams', EVENTS],
	['create:log_streams', 'read:log_streams', LOGS],
	['create:log_streams', 'read:log_streams', ALERTS],
	['read:events', 'read:users', EVENTS_PULL],
	['read:logs', 'read:users', { listenTo: 'logsPoll' }],
])('names the permission %s, and where to grant it', async (missing, granted, parameters) => {
	tenant().setScopes('full', granted);
	expect(await failureOf(parameters)).toMatchObject({
		message: expect.stringMatching(
			`^The application lacks the permission ${missing}\\. .*Auth0 Management API.*select ${missing}`,
		),
	});
});

it.each(['http://localhost:5678/webhook', 'https://10.0.0.1/webhook'])(
	'refuses the address %s before anything is sent, and names the ways to do without',
	async (webhookBase) => {
		for (const parameters of [EVENTS, LOGS, ALERTS]) {
			expect(await failureOf(parameters, webhookBase)).toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(
					/N8N_WEBHOOK_URL.*Without a Public URL, or New Log Events by Polling/,
				),
			});
		}
		expect(tenant().requests).toEqual([]);
	},
);

it.each([[[]], ['user.exploded'], [['user.created', 'login']], [{}]])(
	'refuses the types %j before anything is sent',
	async (eventTypes) => {
		expect(await failureOf({ ...EVENTS, eventTypes })).toMatchObject({
			message: expect.stringContaining("'Event Types'"),
		});
		expect(tenant().requests).toEqual([]);
	},
);

describe.each(['logs', 'logsPoll'])('with %s', (listenTo) => {
	const chosen = (logCategories: string[], logTypes: string[]) => ({
		listenTo,
		logCategories,
		logTypes,
	});

	it.each([
		[['auth.login.success'], ['fp'], '“Login: failure”'],
		[['user.fail', 'other'], ['fp', 'f', 'limit_wc'], '“Login: failure”, “System: notification”'],
	])('refuses %j with %j, which no log event can pass', async (categories, types, theirs) => {
		expect(await failureOf(chosen(categories, types))).toMatchObject({
			name: 'NodeOperationError',
			message: `No log event passes both 'Log Categories' and 'Log Event Types'. The chosen types belong to ${theirs}. Add that to 'Log Categories', or leave one of the two fields empty.`,
		});
		expect(tenant().requests).toEqual([]);
	});

	it.each([
		[['auth.login.success'], ['fp', 's']],
		[['other'], ['pwd_leak']],
		[['auth.login.success'], []],
		[[], ['fp']],
	])('takes %j with %j', async (categories, types) => {
		expect(await failureOf(chosen(categories, types))).toBeUndefined();
	});
});

it('leaves to Auth0 in which category a log event is that its tables do not have', async () => {
	const choice = { logCategories: ['user.fail'], logTypes: ['pwd_leak'] };
	expect(await failureOf({ ...LOGS, ...choice })).toBeUndefined();
	expect(await failureOf({ listenTo: 'logsPoll', ...choice })).toMatchObject({
		message: expect.stringContaining('belong to “Other”'),
	});
});

it.each<[INodeParameters, string, string]>([
	[EVENTS, 'skipDuplicates', "'Skip Duplicates' must be true or false."],
	[LOGS, 'skipDuplicates', "'Skip Duplicates' must be true or false."],
	[ALERTS, 'catchUpHours', "'Catch Up (Hours)' must be a whole number from 0 to 720."],
	[EVENTS_PULL, 'catchUpHours', "'Catch Up (Hours)' must be a whole number from 0 to 720."],
])('refuses an option of %j before anything is sent', async (parameters, option, message) => {
	const failure = await failureOf({ ...parameters, options: { [option]: 'maybe' } });
	expect(failure).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining(`${message} The value is “maybe”.`),
	});
	expect(tenant().requests).toEqual([]);
});

it('does not wait for a rate limit that takes longer than n8n waits', async () => {
	const headers = { 'retry-after': '60' };
	tenant().inject({ path: '/api/v2/event-streams', status: 429, headers, times: 100 });
	const began = Date.now();
	expect(await failureOf(EVENTS)).toMatchObject({ name: 'NodeApiError' });
	expect(Date.now() - began).toBeLessThan(30_000);
});

it('gives up soon enough for n8n to try again', async () => {
	for (const method of ['POST', 'GET']) {
		tenant().inject({ method, path: '/api/v2/event-streams', status: 503, times: 100 });
		expect(await failureOf(EVENTS)).toMatchObject({ name: 'NodeApiError' });
		const failed = tenant().requests.filter(({ status }) => status === 503);
		expect(failed.length).toBeLessThanOrEqual(method === 'POST' ? 2 : 4);
	}
});
