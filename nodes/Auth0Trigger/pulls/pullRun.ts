import type { ITriggerFunctions, Logger, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { connect } from '../../Auth0/transport/connection';
import { apiError, type ErrorText } from '../../Auth0/transport/errors';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { nodeErrorOf } from '../../Auth0/transport/nodeErrors';
import { BACKGROUND } from '../../Auth0/transport/retry';
import { saveFailure } from '../failedExecution';
import type { Position, Pull, PullReader, TriggerEvent } from '../sources/source';
import type { Bookmark } from './bookmark';
import { Failures } from './failures';
import { Handover } from './handover';

/** Until the trigger is active, n8n waits, and gives up after some time. */
const FIRST = { retryPolicy: { maxRetries: 1, maxWaitMs: 5_000 }, timeoutMs: 8_000 };

/** How a trigger begins. */
export interface PullStart {
	/** Where it goes on after a time in which nobody looked; undefined where it begins now. */
	begin?: Position;
	/** What is known at the start: that, or the present time. */
	known: Position;
	/** Whether a failure at the start is one of the activation, which the person sees. */
	isFatal(error: NodeApiError | NodeOperationError): boolean;
}

/** One trigger that asks Auth0, from its activation to its end. */
export class PullRun implements Pull {
	readonly logger: Logger;
	position: Position;
	isCatchingUp: boolean;

	private readonly closing = new AbortController();
	readonly signal = this.closing.signal;
	private readonly handover: Handover;
	private readonly failures = new Failures();
	private readonly given: Set<string>;
	private readonly opening = new AbortController();
	private ended: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly reader: PullReader,
		bookmark: Bookmark,
		private readonly start: PullStart,
	) {
		this.logger = context.logger;
		this.position = start.begin ?? {};
		this.isCatchingUp = start.begin !== undefined;
		this.given = new Set(bookmark.given);
		this.handover = new Handover(context, bookmark, start.known, this.signal);
	}

	/**
	 * Begins; the rest goes on by itself.
	 *
	 * @throws NodeApiError or NodeOperationError for a failure that ends the activation
	 */
	async begin(): Promise<void> {
		const opened = new Promise<void>((resolve) => {
			this.opening.signal.addEventListener('abort', () => resolve(), { once: true });
		});
		this.ended = this.run();
		await Promise.race([opened, this.ended]);
	}

	/** Ends all that is under way. */
	async close(): Promise<void> {
		this.closing.abort();
		await this.ended.catch(() => undefined);
	}

	async connect(): Promise<ManagementApi> {
		const options = this.hasBegun ? { retryPolicy: BACKGROUND } : FIRST;
		return (await connect(this.context, { ...options, signal: this.signal })).management;
	}

	opened(): void {
		// What begins now goes on at that time, if it has to before it knows better.
		if (this.position.since === undefined) this.position = this.start.known;
		this.opening.abort();
	}

	caughtUp(): void {
		this.isCatchingUp = false;
	}

	wasGiven(id: string): boolean {
		return this.given.has(id);
	}

	async give(events: TriggerEvent[], position: Position): Promise<void> {
		this.position = position;
		await this.handover.give(events, position);
	}

	moveTo(position: Position): void {
		this.position = position;
		this.handover.moveTo(position);
	}

	reportGap(text: ErrorText): void {
		saveFailure(this.context, apiError(this.context.getNode(), text));
	}

	private get hasBegun(): boolean {
		return this.opening.signal.aborted;
	}

	private async run(): Promise<void> {
		while (!this.signal.aborted) {
			try {
				const pauseMs = await this.reader.follow(this);
				this.failures.clear();
				await sleep(pauseMs, this.signal);
			} catch (caught) {
				if (this.signal.aborted) return;
				await this.recover(nodeErrorOf(this.context.getNode(), caught));
			}
		}
	}

	/** @throws the error when it ends the activation */
	private async recover(error: NodeApiError | NodeOperationError): Promise<void> {
		if (!this.hasBegun && this.start.isFatal(error)) {
			this.closing.abort();
			throw error;
		}
		this.opened();
		this.isCatchingUp = true;
		const { waitMs, isTold } = this.failures.add(error);
		const seconds = Math.round(waitMs / 1000);
		this.logger.warn(`Auth0 Trigger: ${error.message} Next try in ${seconds} s.`);
		if (isTold) saveFailure(this.context, error);
		await sleep(waitMs, this.signal).catch(() => undefined);
	}
}
