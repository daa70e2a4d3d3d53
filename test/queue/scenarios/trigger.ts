/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { Workflows } from '../../n8n/workflows';
import { Arrivals } from '../../reliability/trigger/arrivals';
import { connectionTo } from '../../support/connection';
import type { Tenant } from '../../tenant';
import { saveCredential } from '../credential';
import { broken } from '../figures';
import { PUBLIC } from '../settings';
import { reset, type Stage } from '../stage';

/** What came of events, for one way of listening. */
export interface TriggerFigures {
	name: string;
	events: number;
	lost: number;
	/** Events that started the workflow more than once. */
	twice: number;
	/** What had to hold, and did not. */
	broken: string[];
}

const EVENTS: INodeParameters = { listenTo: 'events', eventTypes: ['user.created'] };
const EVENTS_A_ROUND = 20;

const POLL_MS = 250;
const READY_MS = 90_000;
/** The log is looked at once a minute. */
const ARRIVED_MS = 180_000;
/** How long those that came in vain may take to show. */
const QUIET_MS = 5_000;
const MAX_ANSWER_MS = 10_000;

/** A way of listening. */
interface Way {
	name: string;
	parameters: INodeParameters;
	/** What tells its items apart, as an expression of n8n. */
	id: string;
	/** Something happens that it is to tell, or is told again; returns what tells it apart. */
	happen(tenant: Tenant, again?: string): string;
	/** Whether the tenant delivers to it, or is asked by one process. */
	isReady(tenant: Tenant): boolean;
	/** When the tenant delivers each event once more. */
	repeats?: 'at once' | 'later';
}

const OVER_WEBHOOK: Way = {
	name: 'events, over the webhook process',
	parameters: EVENTS,
	id: '$json.event.id',
	happen: (tenant, id) => tenant.publish({ type: 'user.created', id }).id,
	isReady: ({ eventStreams }) => eventStreams.all().length === 1,
};

const WAYS: Way[] = [
	OVER_WEBHOOK,
	{ ...OVER_WEBHOOK, name: 'the same, each event delivered again later', repeats: 'later' },
	{ ...OVER_WEBHOOK, name: 'the same, each event delivered twice at once', repeats: 'at once' },
	{
		name: 'events without a public URL, on the leader',
		parameters: { ...EVENTS, listenTo: 'eventsPull' },
		id: '$json.event.id',
		happen: (tenant) => tenant.publish({ type: 'user.created' }).id,
		isReady: ({ eventFeed }) => eventFeed.open === 1,
	},
	{
		name: 'log events by polling, on the leader',
		parameters: { listenTo: 'logsPoll', logTypes: ['fp'] },
		id: '$json.log_id',
		happen: (tenant) => String(tenant.publishLogs([{ type: 'fp' }])[0]?.log_id),
		isReady: ({ requests }) => requests.some(({ path }) => path === '/api/v2/logs'),
	},
];

/** @returns whether it came true in time */
async function until(ms: number, isSo: () => boolean): Promise<boolean> {
	for (let waited = 0; waited < ms && !isSo(); waited += POLL_MS) await wait(POLL_MS);
	return isSo();
}

/** Publishes a workflow for one way, and has things happen, also while no main process runs. */
async function listen({ n8n, tenant }: Stage, way: Way): Promise<TriggerFigures> {
	reset(tenant, {});
	const credential = await saveCredential(n8n.session, connectionTo(tenant));
	const workflows = new Workflows(n8n.session, credential);
	const arrivals = await Arrivals.open();
	tenant.webhooks.timeoutMs = MAX_ANSWER_MS;
	tenant.webhooks.deliverTo = (url) => url.replace(PUBLIC, n8n.webhook.url);
	tenant.webhooks.copies = way.repeats === 'at once' ? 2 : 1;
	const told: string[] = [];
	const happen = () => {
		for (let count = 0; count < EVENTS_A_ROUND; count++) {
			told.push(way.happen(tenant));
		}
		for (const id of told) arrivals.expect(way.id, id);
	};
	const id = await workflows.create({
		name: way.name,
		parameters: way.parameters,
		reportsTo: arrivals.addressFor(way.id, way.id),
	});
	await workflows.publish(id);
	const wasReady = await until(READY_MS, () => way.isReady(tenant));
	happen();
	await n8n.main.stop();
	happen();
	await n8n.main.start();
	await until(READY_MS, () => way.isReady(tenant));
	happen();
	await until(ARRIVED_MS, () => arrivals.missing.length === 0);
	if (way.repeats === 'later') for (const id of told) way.happen(tenant, id);
	await tenant.delivered();
	await wait(QUIET_MS);
	const isReady = way.isReady(tenant);
	const { expected: events, lost, twice } = arrivals.figures;
	await workflows.remove(id);
	arrivals.close();
	return {
		name: `Auth0 Trigger: ${way.name}`,
		events,
		lost,
		twice,
		broken: broken({
			'it listens from one process': wasReady && isReady,
			'no event is lost': lost === 0,
			// Of two workers at the same moment, neither sees what the other writes.
			'no event starts the workflow twice': twice === 0 || way.repeats === 'at once',
		}),
	};
}

/** The trigger, while webhooks have a process of their own and the main process is the leader. */
export async function* listenInAllWays(stage: Stage): AsyncGenerator<TriggerFigures> {
	for (const way of WAYS) yield await listen(stage, way);
}
