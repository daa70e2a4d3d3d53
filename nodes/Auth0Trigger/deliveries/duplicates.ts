import type { IExecuteFunctions, INode, IWorkflowMetadata } from 'n8n-workflow';

import { MAX_REMEMBERED, Recent, type Clock } from './recent';

/** What tells one trigger of this n8n from another. */
interface TriggerContext {
	getNode(): Pick<INode, 'id'>;
	getWorkflow(): Pick<IWorkflowMetadata, 'id'>;
}

/** A trigger whose workflow is being executed, with what n8n remembers for it. */
interface ExecutionContext extends TriggerContext {
	helpers: Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord'>;
}

const CLOCK: Clock = {
	now: () => Date.now(),
	// The timer of a signal lets n8n end meanwhile, which that of a `sleep` does not.
	wait: async (ms) => {
		const signal = AbortSignal.timeout(ms);
		await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
	},
};

/**
 * A copy of what n8n's database holds, for the deliveries of this process. It only spares executions:
 * without it, duplicates are left out a step later.
 */
const recent = new Map<string, Recent>();

function recentOf(context: TriggerContext): Recent {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const found = recent.get(key) ?? new Recent(CLOCK);
	recent.set(key, found);
	return found;
}

/** Whether an event went into the workflow already, as far as this process knows. */
export const isKnown = (context: TriggerContext, id: string): boolean => recentOf(context).has(id);

/**
 * Finds out which events have not been through this node yet, and remembers these: only now, as what
 * was remembered before its execution is there could be lost.
 *
 * @param ids of the events
 * @returns those that are new, for whoever deletes them from it first
 */
export async function recordNew(context: ExecutionContext, ids: string[]): Promise<Set<string>> {
	return await recentOf(context).record(ids, async (all) => {
		const check = async () => {
			const { new: fresh } = await context.helpers.checkProcessedAndRecord(all, 'node', {
				mode: 'entries',
				maxEntries: MAX_REMEMBERED,
			});
			return new Set(fresh.map(String));
		};
		// Another process may have made the first entry in the meantime. An event too many is better than
		// one that is lost.
		return await check()
			.catch(check)
			.catch(() => new Set(all));
	});
}
