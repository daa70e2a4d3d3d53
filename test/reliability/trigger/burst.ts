/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

import type { ReachableN8n } from '../../n8n/reachable';
import type { Tenant } from '../../tenant';

/** What came of many deliveries at a time. */
export interface BurstFigures {
	deliveries: number;
	/** How many were answered with a success at the first attempt. */
	accepted: number;
	/** How many answers took no longer than a second. */
	withinSecond: number;
	medianMs: number;
	slowestMs: number;
	/** Events without an execution, and executions beyond one for each event. */
	lost: number;
	twice: number;
}

const POLL_MS = 500;
const READY_MS = 60_000;
const EXECUTED_MS = 300_000;

const quantile = (sorted: number[], share: number) =>
	Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);

/** Something happens so many times in the tenant, and each time starts this workflow. */
async function deliver(
	n8n: ReachableN8n,
	tenant: Tenant,
	workflowId: string,
	count: number,
): Promise<BurstFigures> {
	const before = tenant.posts.length;
	for (let index = 0; index < count; index++) tenant.publish({ type: 'user.created' });
	await tenant.delivered();
	const posts = tenant.posts.slice(before);
	const executed = async () => await n8n.workflows.executionCount(workflowId);
	for (let waited = 0; waited < EXECUTED_MS; waited += POLL_MS) {
		if ((await executed()) >= count) break;
		await wait(POLL_MS);
	}
	const executions = await executed();
	const times = posts.map(({ ms }) => ms).sort((one, other) => one - other);
	return {
		deliveries: count,
		accepted: posts.filter(({ status, attempt }) => status === 200 && attempt === 1).length,
		withinSecond: times.filter((ms) => ms <= 1_000).length,
		medianMs: quantile(times, 0.5),
		slowestMs: quantile(times, 1),
		lost: Math.max(0, count - executions),
		twice: Math.max(0, executions - count),
	};
}

/** To the trigger. */
export async function burstOfTrigger(
	n8n: ReachableN8n,
	tenant: Tenant,
	count: number,
): Promise<BurstFigures> {
	const id = await n8n.workflows.create({
		name: 'Burst',
		parameters: { listenTo: 'events', eventTypes: ['user.created'] },
	});
	await n8n.workflows.publish(id);
	for (let waited = 0; waited < READY_MS && tenant.eventStreams.all().length === 0;) {
		await wait(POLL_MS);
		waited += POLL_MS;
	}
	const figures = await deliver(n8n, tenant, id, count);
	await n8n.workflows.remove(id);
	return figures;
}

/** To n8n's own Webhook node, which checks nothing. */
export async function burstOfWebhook(
	n8n: ReachableN8n,
	tenant: Tenant,
	count: number,
): Promise<BurstFigures> {
	const path = 'burst';
	const id = await n8n.workflows.createOf({
		id: crypto.randomUUID(),
		webhookId: crypto.randomUUID(),
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	});
	await n8n.workflows.publish(id);
	const url = n8n.publicUrl(`/webhook/${path}`);
	for (let waited = 0; waited < READY_MS; waited += POLL_MS) {
		if ((await fetch(n8n.localUrl(url), { method: 'OPTIONS' })).status !== 404) break;
		await wait(POLL_MS);
	}
	const { id: streamId } = tenant.eventStreams.put({
		name: 'Webhook',
		subscriptions: [{ event_type: 'user.created' }],
		destination: {
			type: 'webhook',
			configuration: {
				webhook_endpoint: url,
				webhook_authorization: { method: 'bearer', token: 'token' },
			},
		},
	});
	const figures = await deliver(n8n, tenant, id, count);
	tenant.eventStreams.delete(streamId);
	await n8n.workflows.remove(id);
	return figures;
}
