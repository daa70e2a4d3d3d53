/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

import type { ReachableN8n } from '../../n8n/reachable';
import type { Tenant } from '../../tenant';
import { Arrivals } from './arrivals';

/** What came of many deliveries at a time. */
export interface BurstFigures {
	/** How many were answered with a success at the first attempt. */
	accepted: number;
	/** How many of the answers took no longer than a second. */
	withinSecond: number;
	medianMs: number;
	slowestMs: number;
	/** Events that the next node never got, and those that it got more than once. */
	lost: number;
	twice: number;
}

const ROUTE = 'burst';
const TYPE = 'user.created';

const POLL_MS = 500;
const ARRIVED_MS = 180_000;
/** How long those that came in vain may take to show. */
const QUIET_MS = 5_000;

const quantile = (sorted: number[], share: number) =>
	Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);

/** So many events happen at the same moment, for a workflow that was published. */
async function deliver(tenant: Tenant, arrivals: Arrivals, count: number): Promise<BurstFigures> {
	const before = tenant.posts.length;
	for (let index = 0; index < count; index++) {
		arrivals.expect(ROUTE, tenant.publish({ type: TYPE }).id);
	}
	await tenant.delivered();
	const first = tenant.posts.slice(before).filter(({ attempt }) => attempt === 1);
	for (let waited = 0; waited < ARRIVED_MS && arrivals.missing.length > 0; waited += POLL_MS) {
		await wait(POLL_MS);
	}
	await wait(QUIET_MS);
	const times = first.map(({ ms }) => ms).sort((one, other) => one - other);
	const { lost, twice } = arrivals.figures;
	return {
		accepted: first.filter(({ status }) => status === 200).length,
		withinSecond: times.filter((ms) => ms <= 1_000).length,
		medianMs: quantile(times, 0.5),
		slowestMs: quantile(times, 1),
		lost,
		twice,
	};
}

/** Publishes a workflow, waits until n8n has done so, and removes it at the end. */
async function whilePublished<T>(
	n8n: ReachableN8n,
	id: string,
	work: () => Promise<T>,
): Promise<T> {
	await n8n.workflows.publish(id);
	while (await n8n.workflows.isUnderWay(id)) await wait(POLL_MS);
	const result = await work();
	await n8n.workflows.remove(id);
	return result;
}

/** To the trigger. */
export async function burstOfTrigger(
	n8n: ReachableN8n,
	tenant: Tenant,
	count: number,
): Promise<BurstFigures> {
	const arrivals = await Arrivals.open();
	const id = await n8n.workflows.create({
		name: 'Burst',
		parameters: { listenTo: 'events', eventTypes: [TYPE] },
		reportsTo: arrivals.addressFor(ROUTE),
	});
	const work = async () => await deliver(tenant, arrivals, count);
	return await whilePublished(n8n, id, work).finally(() => arrivals.close());
}

/** To n8n's own Webhook node, which checks no token, and takes what comes twice for two events. */
export async function burstOfWebhook(
	n8n: ReachableN8n,
	tenant: Tenant,
	count: number,
): Promise<BurstFigures> {
	const arrivals = await Arrivals.open();
	const node = {
		id: crypto.randomUUID(),
		webhookId: crypto.randomUUID(),
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0] satisfies [number, number],
		parameters: { httpMethod: 'POST', path: ROUTE, responseMode: 'onReceived', options: {} },
	};
	const reportsTo = arrivals.addressFor(ROUTE, '$json.body.id');
	const id = await n8n.workflows.createOf(node, reportsTo);
	const { id: streamId } = tenant.eventStreams.put({
		name: 'Webhook',
		subscriptions: [{ event_type: TYPE }],
		destination: {
			type: 'webhook',
			configuration: {
				webhook_endpoint: n8n.publicUrl(`/webhook/${ROUTE}`),
				webhook_authorization: { method: 'bearer', token: 'token' },
			},
		},
	});
	const work = async () => await deliver(tenant, arrivals, count);
	return await whilePublished(n8n, id, work).finally(() => {
		tenant.eventStreams.delete(streamId);
		arrivals.close();
	});
}
