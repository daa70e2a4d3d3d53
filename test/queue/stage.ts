/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { connectionTo } from '../support/connection';
import { isApi } from '../support/requests';
import type { RateLimits, Tenant } from '../tenant';
import { auth0Node, BatchWorkflow } from './batches';
import { saveCredential } from './credential';
import type { Figures } from './figures';
import type { QueuedN8n } from './queuedN8n';

const POLL_MS = 50;

/** Where the scenarios happen. */
export interface Stage {
	n8n: QueuedN8n;
	tenant: Tenant;
	/** One whose tokens are valid for a few seconds only. */
	hastyTenant: Tenant;
	/** Whether a scenario may take ten minutes. */
	isLong: boolean;
}

/** Part of the test, and what came of it: rows of the table. */
export interface Scenario {
	name: string;
	run(stage: Stage): AsyncGenerator<Figures>;
}

/** Publishes a workflow of our node, with a credential that has no token yet. */
export async function publish(n8n: QueuedN8n, tenant: Tenant, parameters: INodeParameters) {
	const credential = await saveCredential(n8n.session, connectionTo(tenant));
	const workflow = await BatchWorkflow.publish(n8n, auth0Node(parameters), credential);
	return { workflow, credential };
}

/** Empties the tenant, which from now on allows so much. */
export function reset(tenant: Tenant, limits: RateLimits): void {
	tenant.reset();
	tenant.revokeTokens();
	tenant.setRateLimit(limits);
}

/** Waits until so many requests have reached the tenant. */
export async function untilRequests(tenant: Tenant, count: number): Promise<void> {
	while (tenant.requests.filter(isApi).length < count) await wait(POLL_MS);
}
