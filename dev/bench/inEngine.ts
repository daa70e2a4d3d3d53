/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { execute, storeCredential } from '../../test/support/engine';
import { byId } from '../../test/support/locators';
import { bareNode } from './bareNode';
import type { RemoteTenant } from './remoteTenant';
import type { Stage, Traffic } from './tenantProcess';

/** What one way of getting users took. */
export interface Measurement extends Traffic {
	name: string;
	/** Items without a user in the output. */
	lost: number;
	/** CPU time of n8n's engine with the node, in ms an item; the tenant's is not in it. */
	cpuMs: number;
}

/** A way of getting users in n8n's engine: our node, or one that stands in its place. */
export interface Contestant {
	name: string;
	options?: { requestsInFlight?: number; lookUp?: 'inBatches' | 'oneByOne' };
	bareInFlight?: number;
	/** Runs once before the measurement, so that a token is there. */
	isWarm?: boolean;
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;

/** Gets every user of a stage once, in n8n's engine in this process. */
export async function measure(
	tenant: RemoteTenant,
	stage: Stage,
	{ name, options = {}, bareInFlight, isWarm }: Contestant,
): Promise<Measurement> {
	const ids = await tenant.set(stage);
	const credential = storeCredential(tenant.report.connection);
	const parameters = {
		operation: 'get',
		userId: byId('={{ $json.id }}'),
		id: '={{ $json.id }}',
		options,
	};
	const settings = {
		onError: 'continueRegularOutput' as const,
		nodeType: bareInFlight === undefined ? undefined : bareNode(bareInFlight),
	};
	const run = async (items: string[]) =>
		await execute(
			credential,
			parameters,
			items.map((id) => ({ id })),
			settings,
		);
	if (isWarm) {
		await run(ids.slice(0, 1));
		await tenant.set(stage);
	}
	const start = process.cpuUsage();
	const { items } = await run(ids);
	const cpu = cpuMs(process.cpuUsage(start)) / ids.length;
	const found = items.filter(({ json }, index) => json.user_id === ids[index]).length;
	return { name, ...(await tenant.traffic()), lost: ids.length - found, cpuMs: cpu };
}
