/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { execute, storeCredential } from '../../test/support/engine';
import type { RemoteTenant } from './remoteTenant';
import type { Stage } from './tenantProcess';

/** An operation on many items, and how to tell that one was done. */
export interface Work {
	name: string;
	parameters: INodeParameters;
	items: IDataObject[];
	/** How many users they are about; by default, one each. */
	users?: number;
	isDone(output: IDataObject): boolean;
}

/** What an operation on many items took. */
export interface WorkMeasurement {
	name: string;
	users: number;
	/** Requests of the Management API, and those of them that change something. */
	requests: number;
	writes: number;
	seconds: number;
	/** Items that failed. */
	lost: number;
	/** The most memory of n8n's engine with the node beyond that at the start, in MB. */
	peakMb: number;
}

const SAMPLE_MS = 200;

/** Executes an operation of the node in n8n's engine, against the tenant as the stage has it. */
export async function measureWork(
	tenant: RemoteTenant,
	stage: Stage,
	{ name, parameters, items, users = items.length, isDone }: Work,
): Promise<WorkMeasurement> {
	await tenant.set(stage);
	const before = process.memoryUsage().rss;
	let peak = before;
	const sampling = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().rss);
	}, SAMPLE_MS);
	const start = performance.now();
	const { items: outputs, error } = await execute(
		storeCredential(tenant.report.connection),
		parameters,
		items,
	).finally(() => clearInterval(sampling));
	if (error) throw error;
	const seconds = (performance.now() - start) / 1000;
	const { sent: requests, writes } = await tenant.traffic();
	return {
		name,
		users,
		requests,
		writes,
		seconds,
		lost: items.length - outputs.filter(({ json }) => isDone(json)).length,
		peakMb: (peak - before) / 1024 ** 2,
	};
}
