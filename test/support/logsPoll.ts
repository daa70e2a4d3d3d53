import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import { useRunningTriggers } from './runningTriggers';
import type { StartedTrigger } from './startedTrigger';
import { credentialFor } from './tenant';
import { TestedTrigger } from './trigger';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Where n8n looks. */
export const LOGS = '/api/v2/logs';

/** What a test says of a log event; the rest is made up. */
export type Entry = Parameters<Tenant['publishLogs']>[0][number];

export const times = (count: number, entry: Entry = {}) =>
	Array.from({ length: count }, () => entry);

/** When that was, as Auth0 logs it. */
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

export const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.log_id);

/** Of all that the workflow was started with. */
export const allIds = ({ executions }: StartedTrigger) => idsOf(executions.flat());

/** What items say of how many were caught up. */
export const counts = (items: INodeExecutionData[]) =>
	items.flatMap(({ json }) => (json.caughtUp === undefined ? [] : [json.caughtUp]));

/** Waits for the next look, and until what it found was handed on. */
export const look = async (looks = 1) => await sleep(looks * MINUTE_MS + 1_000);

/**
 * Triggers that poll the log of a tenant.
 *
 * @returns functions to call inside a test
 */
export function useLogsPoll(tenant: () => Tenant) {
	return {
		start: useRunningTriggers(tenant),
		triggerOf: (parameters: INodeParameters = {}) =>
			new TestedTrigger(credentialFor(tenant()), { listenTo: 'logsPoll', ...parameters }),
		/** Something happens, and Auth0 logs it; returns the IDs. */
		log: (...entries: Entry[]) =>
			tenant()
				.publishLogs(entries)
				.map(({ log_id: id }) => id),
		/** The requests of n8n. */
		looks: () => tenant().requests.filter(({ path }) => path === LOGS),
	};
}
