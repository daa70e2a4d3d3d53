import { createHash } from 'crypto';
import type { ITriggerFunctions } from 'n8n-workflow';

import type { Position, TriggerEvent } from '../sources/source';
import type { Bookmark } from './bookmark';
import { startExecution } from './execution';

/** How many events are remembered that n8n may not have taken. */
const MAX_GIVEN = 50;

/** The most characters of the key by which n8n tells an execution from others. */
const MAX_KEY = 255;

/** Events that were handed on, and what is known when n8n has them. */
interface Entry {
	ids: string[];
	position: Position;
	isTaken: boolean;
}

/**
 * Hands events to n8n. The position that is kept goes on only when n8n has what is before it: what is
 * under way when n8n is killed is fetched again, and n8n drops what it has by the key.
 */
export class Handover {
	private readonly entries: Entry[] = [];
	private wake: () => void = () => undefined;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly bookmark: Bookmark,
		/** What is known so far. */
		private known: Position,
		/** How many executions may begin at a time. */
		private readonly maxOpen: number,
		private readonly signal: AbortSignal,
	) {
		signal.addEventListener('abort', () => this.wake(), { once: true });
	}

	/**
	 * Starts the workflow once, with these events, and waits while too many executions begin.
	 *
	 * @param position behind them
	 */
	async give(events: TriggerEvent[], position: Position): Promise<void> {
		const entry: Entry = { ids: events.map(({ id }) => id), position, isTaken: false };
		this.entries.push(entry);
		// n8n stores it with the next execution.
		this.save();
		void startExecution(this.context, events, this.signal, this.keyFor(events))
			.then(() => this.markTaken(entry))
			// The trigger ends; what n8n has not taken is fetched again.
			.catch(() => undefined);
		await this.taken(this.maxOpen - 1);
	}

	/** Waits until n8n has taken all executions but so many. */
	async taken(open = 0): Promise<void> {
		while (this.entries.length > open && !this.signal.aborted) await this.change();
	}

	/** Goes on at a position that nothing has to be given for. */
	moveTo(position: Position): void {
		this.entries.push({ ids: [], position, isTaken: true });
		this.advance();
	}

	/** It is one for all of n8n, and for all times. */
	private keyFor(events: TriggerEvent[]): string {
		const workflow = this.context.getWorkflow().id ?? '';
		const key = [workflow, this.context.getNode().id, events.at(-1)?.id ?? ''].join(':');
		return key.length <= MAX_KEY ? key : createHash('sha256').update(key).digest('hex');
	}

	private markTaken(entry: Entry): void {
		if (this.signal.aborted) return;
		entry.isTaken = true;
		this.advance();
	}

	private advance(): void {
		while (this.entries[0]?.isTaken) this.known = this.entries.shift()?.position ?? this.known;
		this.save();
		this.wake();
	}

	private save(): void {
		this.bookmark.save(this.known, this.entries.flatMap(({ ids }) => ids).slice(-MAX_GIVEN));
	}

	private async change(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.wake = resolve;
		});
	}
}
