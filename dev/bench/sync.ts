/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PASSWORD } from '../../test/support/accounts';
import { execute, storeCredential } from '../../test/support/engine';
import { connection } from '../../test/support/locators';
import type { RemoteTenant } from './remoteTenant';
import type { Stage } from './tenantProcess';

/** What it took to make users match a list. */
export interface SyncMeasurement {
	name: string;
	rows: number;
	/** Requests of the Management API, and those of them that change a user. */
	requests: number;
	writes: number;
	seconds: number;
	/** Items that failed. */
	lost: number;
	/** The most memory of n8n's engine with the node beyond that at the start, in MB. */
	peakMb: number;
}

const PARAMETERS: INodeParameters = {
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
	fieldsToSet: { name: '={{ $json.name }}' },
};

const CHANGED_OF = 100;
const SAMPLE_MS = 200;

/** The users of a stage, of whom one in a hundred has another name. */
const listOf = ({ users }: Stage): IDataObject[] =>
	Array.from({ length: users }, (_, index) => {
		const email = `user${index}@example.com`;
		return { email, name: index % CHANGED_OF === 0 ? `Changed ${index}` : email };
	});

/** The ways to make users match a list. */
export const WAYS = {
	sync: { name: 'Sync', own: { operation: 'sync', dryRun: false, maxChanges: 1_000_000 } },
	inBatches: { name: 'Create or Update', own: { operation: 'upsert' } },
	oneByOne: {
		name: 'Create or Update, looked up one by one',
		own: { operation: 'upsert', options: { lookUp: 'oneByOne' } },
	},
} as const satisfies Record<string, { name: string; own: INodeParameters }>;

/** Makes the users of a stage match the list, by an operation of the node, in n8n's engine. */
export async function measureSync(
	tenant: RemoteTenant,
	stage: Stage,
	way: keyof typeof WAYS,
): Promise<SyncMeasurement> {
	await tenant.set(stage);
	const items = listOf(stage);
	const { name, own } = WAYS[way];
	const before = process.memoryUsage().rss;
	let peak = before;
	const sampling = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().rss);
	}, SAMPLE_MS);
	const start = performance.now();
	const { items: done, error } = await execute(
		storeCredential(tenant.report.connection),
		{ ...PARAMETERS, ...own },
		items,
	).finally(() => clearInterval(sampling));
	if (error) throw error;
	const seconds = (performance.now() - start) / 1000;
	const { sent: requests, writes } = await tenant.traffic();
	return {
		name,
		rows: stage.users,
		requests,
		writes,
		seconds,
		lost: items.length - done.filter(({ json }) => json.outcome !== undefined).length,
		peakMb: (peak - before) / 1024 ** 2,
	};
}
