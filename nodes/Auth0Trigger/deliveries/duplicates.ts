import type { IExecuteFunctions, INode, IWorkflowMetadata } from 'n8n-workflow';

/** How many events of a trigger are remembered. */
export const MAX_REMEMBERED = 5_000;

/** What tells one trigger of this n8n from another. */
interface TriggerContext {
	getNode(): Pick<INode, 'id'>;
	getWorkflow(): Pick<IWorkflowMetadata, 'id'>;
}

/** A trigger whose workflow is being executed, with what n8n remembers for it. */
interface ExecutionContext extends TriggerContext {
	helpers: Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord'>;
}

/** Finds out which of these ids are new, and remembers all. */
type Check = (ids: string[]) => Promise<Set<string>>;

/** The events of one trigger that this process has seen go into a workflow. */
class Recent {
	private readonly ids = new Set<string>();
	private checked: Promise<unknown> = Promise.resolve();
	/** What waits for the check that is under way, and is checked at once then. */
	private next?: { ids: Set<string>; fresh: Promise<Set<string>> };

	has(id: string): boolean {
		return this.ids.has(id);
	}

	/**
	 * n8n reads and writes all that it remembers for each check: one after another, no entry gets lost,
	 * and together, a thousand executions at a time cost few of them.
	 *
	 * @returns the new ones, and those of the others that were checked with them: who deletes an id from
	 * the set has it
	 */
	async record(ids: string[], check: Check): Promise<Set<string>> {
		if (ids.length === 0) return new Set();
		const batch = (this.next ??= this.nextBatch(check));
		for (const id of ids) batch.ids.add(id);
		const fresh = await batch.fresh;
		for (const id of ids) this.add(id);
		return fresh;
	}

	private nextBatch(check: Check) {
		const ids = new Set<string>();
		const fresh = this.checked.then(async () => {
			this.next = undefined;
			return await check([...ids]);
		});
		this.checked = fresh;
		return { ids, fresh };
	}

	private add(id: string): void {
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
