import type { IExecuteFunctions, INode, IWorkflowMetadata } from 'n8n-workflow';

/** How many events of a trigger are remembered. */
const MAX_REMEMBERED = 5_000;

/** What tells one trigger of this n8n from another. */
interface TriggerContext {
	getNode(): INode;
	getWorkflow(): IWorkflowMetadata;
}

/** The events of one trigger that this process has seen go into a workflow. */
class Recent {
	private readonly ids = new Set<string>();
	/** n8n's own memory is read and written whole: one after another, no entry gets lost. */
	queue: Promise<unknown> = Promise.resolve();

	has(id: string): boolean {
		return this.ids.has(id);
	}

	add(id: string): void {
		this.ids.add(id);
		const [oldest] = this.ids;
		if (oldest !== undefined && this.ids.size > MAX_REMEMBERED) this.ids.delete(oldest);
	}
}

/**
 * A copy of what n8n's database holds, for the deliveries of this process. It only spares executions:
 * without it, duplicates are left out a step later.
 */
const recent = new Map<string, Recent>();

function recentOf(context: TriggerContext): Recent {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const found = recent.get(key) ?? new Recent();
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
 * @returns those that are new, each once
 */
export async function recordNew(context: IExecuteFunctions, ids: string[]): Promise<Set<string>> {
	const own = recentOf(context);
	const check = async () => {
		const { new: fresh } = await context.helpers.checkProcessedAndRecord(
			[...new Set(ids)],
			'node',
			{
				mode: 'entries',
				maxEntries: MAX_REMEMBERED,
			},
		);
		return new Set(fresh.map(String));
	};
	// Another process may have made the first entry in the meantime. An event too many is better than
	// one that is lost.
	const checked = own.queue
		.then(check)
		.catch(check)
		.catch(() => new Set(ids));
	own.queue = checked;
	const fresh = await checked;
	for (const id of ids) own.add(id);
	return fresh;
}
