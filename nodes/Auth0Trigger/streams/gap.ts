import type { WorkflowActivateMode } from 'n8n-workflow';

/** A stream, as far as it tells when it stopped to deliver. */
interface Stopped {
	isEnabled: boolean;
	updatedAt?: string;
}

/**
 * When this process deleted the stream of a trigger last. n8n deletes it and creates it again whenever
 * the node was changed, and says the same as where a person ends the workflow.
 */
const removedAt = new Map<string, number>();

/** The time for which a trigger had no stream that delivered. */
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

	/** From now on there is no stream. */
	begin(): void {
		if (this.lengthMs > 0) removedAt.set(this.key, Date.now());
	}

	/**
	 * When it began, as an ISO 8601 time.
	 *
	 * @param stream the one that is there, if there is one
	 * @returns undefined where there is none
	 */
	since(stream: Stopped | undefined): string | undefined {
		const { bound } = this;
		const began = bound === undefined ? undefined : this.beganAt(stream, bound);
		removedAt.delete(this.key);
		if (bound === undefined || began === undefined) return undefined;
		return began > bound ? began : bound;
	}

	private beganAt(stream: Stopped | undefined, bound: string): string | undefined {
		if (stream) return stream.isEnabled ? undefined : (stream.updatedAt ?? bound);
		// Nobody ended the workflow: the stream was deleted in the tenant.
		if (this.activation === 'init' || this.activation === 'leadershipChange') return bound;
		const removed = this.activation === 'update' ? removedAt.get(this.key) : undefined;
		return removed === undefined ? undefined : new Date(removed).toISOString();
	}
}
