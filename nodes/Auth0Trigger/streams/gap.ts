import type { WorkflowActivateMode } from 'n8n-workflow';

/**
 * Whether this process listens for a trigger, or when it stopped. n8n stops and starts a trigger whenever
 * its node was changed, and says the same as where a person ends the workflow.
 */
const states = new Map<string, 'listens' | number>();

/** The time for which a trigger did not listen. */
export class Gap {
	/**
	 * @param key of the trigger
	 * @param lengthMs how far back it may begin
	 */
	constructor(
		private readonly key: string,
		private readonly activation: WorkflowActivateMode,
		private readonly lengthMs: number,
	) {}

	/** The earliest that it can have begun, as an ISO 8601 time; undefined where nothing is caught up. */
	get bound(): string | undefined {
		return this.lengthMs === 0 ? undefined : this.earliest;
	}

	/** When it began, as an ISO 8601 time; undefined where nothing is to be caught up. */
	get start(): string | undefined {
		const { bound } = this;
		const state = states.get(this.key);
		if (bound === undefined) return undefined;
		// Nobody ended the workflow: the stream was lost in the tenant, or what n8n kept.
		if (this.activation === 'init' || this.activation === 'leadershipChange') return bound;
		if (this.activation !== 'update' || typeof state !== 'number') return undefined;
		const began = new Date(state).toISOString();
		return began > bound ? began : bound;
	}

	/**
	 * The trigger stops.
	 *
	 * @param wasReached whether events still reached it
	 */
	begin(wasReached = true): void {
		const state = states.get(this.key);
		// n8n also stops what could not start.
		if (typeof state === 'number') return;
		const isOlder = state === 'listens' && !wasReached;
		states.set(this.key, isOlder ? Date.parse(this.earliest) : Date.now());
	}

	/** The trigger listens again. */
	end(): void {
		states.set(this.key, 'listens');
	}

	private get earliest(): string {
		return new Date(Date.now() - this.lengthMs).toISOString();
	}
}
