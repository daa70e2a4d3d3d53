import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import type { StartedTrigger } from './startedTrigger';
import { credentialFor } from './tenant';
import { TestedTrigger } from './trigger';

const MINUTE_MS = 60_000;

/** A way to listen in which n8n asks Auth0, with what its tests need to know. */
export interface PullKind {
	parameters: INodeParameters;
	/** What n8n asks. */
	path: string;
	permission: string;
	/** Fields that cannot be used, and what is said of them. */
	refused: Array<[INodeParameters, RegExp]>;
	/** So much happens, one after the other, from some time ago on; returns the IDs. */
	happen(tenant: Tenant, count: number, agoMs?: number): string[];
	idOf(json: IDataObject): unknown;
	caughtUpOf(json: IDataObject): unknown;
	/** Has n8n ask again soon. */
	askAgain(tenant: Tenant): void;
	/** The tenant forgets what happened first. */
	forget(tenant: Tenant): void;
}

/** So many times, of which the last is that long ago. */
const times = (count: number, agoMs: number) =>
	Array.from({ length: count }, (_, index) =>
		new Date(Date.now() - agoMs - (count - 1 - index)).toISOString(),
	);

const eventsPull: PullKind = {
	parameters: { listenTo: 'eventsPull', eventTypes: ['user.created', 'user.deleted'] },
	path: '/api/v2/events',
	permission: 'read:events',
	refused: [
		[{ eventTypes: [] }, /'Event Types'/],
		[{ eventTypes: ['login'] }, /'Event Types'.*login/],
	],
	happen: (tenant, count, agoMs = 0) =>
		times(count, agoMs).map((time) => tenant.publish({ type: 'user.created', time }).id),
	idOf: ({ event }) => Object(event).id,
	caughtUpOf: ({ event }) => Object(event).caughtUp,
	askAgain: ({ eventFeed }) => eventFeed.close(),
	forget: ({ eventFeed }) => (eventFeed.settings.retention = 1),
};

const logsPoll: PullKind = {
	parameters: { listenTo: 'logsPoll' },
	path: '/api/v2/logs',
	permission: 'read:logs',
	refused: [
		[{ logTypes: ['login'] }, /Log Event Types.*login/],
		[{ logCategories: ['login'] }, /Log Categories.*login/],
		[{ options: { userId: ' ' } }, /'User ID' is empty/],
		[{ options: { userId: 'jane@example.com' } }, /not a user ID/],
		[{ options: { pollInterval: 0 } }, /Check Every/],
		[{ options: { pollInterval: 'often' } }, /Check Every/],
	],
	happen: (tenant, count, agoMs = 0) =>
		tenant.publishLogs(times(count, agoMs).map((date) => ({ date }))).map(({ log_id: id }) => id),
	idOf: ({ log_id: id }) => id,
	caughtUpOf: ({ caughtUp }) => caughtUp,
	askAgain: () => undefined,
	forget: ({ userData }) => userData.logs.clear(),
};

/** Each by the name of its choice under “Listen To”. */
export const PULL_KINDS: Array<[string, PullKind]> = [
	['eventsPull', eventsPull],
	['logsPoll', logsPoll],
];

/** The IDs of all that a workflow was started with. */
export const idsOf = (kind: PullKind, ...started: StartedTrigger[]) =>
	idsIn(
		kind,
		started.flatMap(({ executions }) => executions.flat()),
	);

export const idsIn = ({ idOf }: PullKind, items: INodeExecutionData[]) =>
	items.map(({ json }) => idOf(json));

/** What items say of how many were caught up. */
export const countsIn = ({ caughtUpOf }: PullKind, items: INodeExecutionData[]) =>
	items.map(({ json }) => caughtUpOf(json));

let count = 0;

/**
 * Triggers that listen in one of these ways.
 *
 * @returns functions to call inside a test
 */
export function usePull(tenant: () => Tenant, kind: PullKind) {
	return {
		/** Each has a node of its own: what n8n’s process knows of one is none of the others’. */
		triggerOf: (options: INodeParameters = {}, more: INodeParameters = {}, isN8n1 = false) =>
			new TestedTrigger(
				credentialFor(tenant()),
				{ ...kind.parameters, options, ...more },
				{ nodeId: `node${count++}`, isN8n1 },
			),
		happen: (count: number, agoMs?: number) => kind.happen(tenant(), count, agoMs),
		requests: () => tenant().requests.filter(({ path }) => path === kind.path),
		/** Waits until the workflow was started with so many. */
		got: async (started: StartedTrigger, count: number) =>
			await started.until(() => idsOf(kind, started).length >= count),
		/** Waits until n8n has asked again, and for what came of it. */
		settle: async () => await sleep(2 * MINUTE_MS),
	};
}
