import type { WorkflowActivateMode } from 'n8n-workflow';

/**
 * When this process stopped listening for a trigger last. n8n stops and starts it again whenever the node
 * was changed, and says the same as where a person ends the workflow.
 */
const stoppedAt = new Map<string, number>();

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
		return this.lengthMs === 0 ? undefined : new Date(Date.now() - this.lengthMs).toISOString();
	}

	/** From now on it does not listen. */
	begin(): void {
		if (this.lengthMs > 0) stoppedAt.set(this.key, Date.now());
	}

	/**
	 * When it began, as an ISO 8601 time, now that the trigger listens again.
	 *
	 * @returns undefined where nothing is to be caught up
	 */
	end(): string | undefined {
		const { bound } = this;
		const removed = stoppedAt.get(this.key);
		stoppedAt.delete(this.key);
		if (bound === undefined) return undefined;
		// Nobody ended the workflow: the stream was deleted in the tenant.
		if (this.activation === 'init' || this.activation === 'leadershipChange') return bound;
		if (this.activation !== 'update' || removed === undefined) return undefined;
		const began = new Date(removed).toISOString();
		return began > bound ? began : bound;
	}
}
