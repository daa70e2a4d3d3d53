import type { ITriggerFunctions, Logger, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { toSeconds } from '../../Auth0/api/times';
import { connect } from '../../Auth0/transport/connection';
import { apiError, type ErrorText } from '../../Auth0/transport/errors';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { nodeErrorOf } from '../../Auth0/transport/nodeErrors';
import { BACKGROUND } from '../../Auth0/transport/retry';
import { ACTIVATION } from '../activation';
import { saveFailure } from '../failedExecution';
import type { Position, Pull, PullReader, TriggerEvent } from '../sources/source';
import type { Bookmark } from './bookmark';
import { Failures } from './failures';
import { Handover } from './handover';

/** The credential was changed to one of another tenant. */
class AnotherTenant extends Error {
	constructor(readonly tenant: string) {
		super(tenant);
	}
}

const skipped = (from: string, to: string): ErrorText => ({
	message: `What happened from ${toSeconds(from)} to ${toSeconds(to)} was skipped.`,
	description:
		"The trigger goes back as far as 'Catch Up (Hours)' says. To catch up further back the next time, enter more hours.",
});

/** How a trigger begins. */
export interface PullStart {
	/** Where it goes on after a time in which nobody looked; undefined where it begins now. */
	begin?: Position;
	/** How far back it may go from there. */
	earliest?: string;
	/** How far back it may go now, after a time in which it could not look; undefined for as far as it has to. */
	bound(): string | undefined;
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
	earliest?: string;

	private readonly closing = new AbortController();
	readonly signal = this.closing.signal;
	private handover: Handover;
	private failures = new Failures();
	private given: Set<string>;
	private known: Position;
	private readonly opening = new AbortController();
	private ended: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly reader: PullReader,
		private bookmark: Bookmark,
		private readonly start: PullStart,
	) {
		this.logger = context.logger;
		this.position = start.begin ?? {};
		this.isCatchingUp = start.begin !== undefined;
		this.earliest = start.earliest;
		this.known = start.known;
		this.given = new Set(bookmark.given);
		this.handover = this.handoverFrom(start.known);
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

	/** @throws AnotherTenant when the credential is now of one */
	async connect(): Promise<ManagementApi> {
		const options = this.hasBegun ? { retryPolicy: BACKGROUND } : ACTIVATION;
		const { management } = await connect(this.context, { ...options, signal: this.signal });
		if (management.audience === this.bookmark.tenant) return management;
		throw new AnotherTenant(management.audience);
	}

	opened(): void {
		// What begins now goes on at that time, if it has to before it knows better.
		if (this.position.since === undefined) this.position = this.known;
		this.opening.abort();
	}

	caughtUp(): void {
		this.isCatchingUp = false;
		this.earliest = undefined;
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

	skip(from: string | undefined): void {
		const { earliest = new Date().toISOString() } = this;
		this.earliest = undefined;
		if (from !== undefined) this.reportGap(skipped(from, earliest));
		this.moveTo({ since: earliest });
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
				if (caught instanceof AnotherTenant) await this.moveToTenant(caught.tenant);
				else await this.recover(nodeErrorOf(this.context.getNode(), caught));
			}
		}
	}

	private handoverFrom(known: Position): Handover {
		return new Handover(this.context, this.bookmark, known, this.reader.maxOpen, this.signal);
	}

	/** Begins anew: what is known of one tenant says nothing about another. */
	private async moveToTenant(tenant: string): Promise<void> {
		await this.handover.taken();
		this.logger.info(
			`Auth0 Trigger: the credential is now one of ${tenant}. The trigger begins with new events there.`,
		);
		this.bookmark = this.bookmark.in(tenant);
		this.known = { since: new Date().toISOString() };
		this.handover = this.handoverFrom(this.known);
		this.handover.moveTo(this.known);
		this.position = {};
		this.caughtUp();
		this.given = new Set();
		this.failures = new Failures();
	}

	/** @throws the error when it ends the activation */
	private async recover(error: NodeApiError | NodeOperationError): Promise<void> {
		if (!this.hasBegun && this.start.isFatal(error)) {
			this.closing.abort();
			throw error;
		}
		this.opened();
		this.isCatchingUp = true;
		this.earliest = this.start.bound();
		const { waitMs, isTold } = this.failures.add(error);
		const seconds = Math.round(waitMs / 1000);
		this.logger.warn(`Auth0 Trigger: ${error.message} Next try in ${seconds} s.`);
		if (isTold) saveFailure(this.context, error);
		await sleep(waitMs, this.signal).catch(() => undefined);
	}
}
