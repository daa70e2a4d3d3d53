import { orAborted, pause, throwIfStopped, type Stops } from './cancellation';
import { withDeadline } from './deadline';
import { Pace } from './pace';
import type { RateLimit } from './rateLimitHeaders';
import type { Stopwatch } from './stopwatch';
import { Turns } from './turns';

const POLL_MS = 50;
const IDLE_POLL_MS = 1000;
const JITTER = 0.2;
/** What a refusal after others adds at most to the wait, and what it adds at most in the end. */
const BACKOFF_MS = 2000;
const MAX_BACKOFF_MS = 6000;
/** How long the first answer is waited for before another request is sent. */
const FIRST_ANSWER_MS = 2000;

/** What the answer to a request, or its absence, says about the next ones. */
export interface Feedback {
	rateLimit?: RateLimit;
	/** How long the tenant refuses further requests of this kind, in ms. */
	retryAfterMs?: number;
	/** Whether the tenant is overloaded or out of reach. */
	isFault?: boolean;
}

/** How a request waits for its turn. */
export interface Waiting {
	/** How long a refusal of the tenant, or its refill, is waited for, in ms. */
	maxWaitMs: number;
	/** Measures how long the limit, not a fault, lets requests wait. */
	heldBack: Stopwatch;
	/** Whether the request first gets a token: all that do get it together, however little is known. */
	needsToken?: () => boolean;
	/** What ends the wait. */
	stops?: Stops;
}

/**
 * What this process knows of the tenant's limit of one kind of request, for all executions that send
 * such requests: they go out one after another, in the order in which they come, and no faster than the
 * limit allows.
 *
 * After a refusal all wait until the time that the tenant names, and longer after each further one, so
 * that those who share the limit do not come back together.
 */
export class TenantLimit {
	private readonly turns = new Turns();
	/** The permits of the requests in flight. */
	private readonly inFlight = new Set<number>();
	/** The permit that was given last: they are numbered. */
	private sent = 0;
	private lastSentAt = 0;
	/** How many wait for a permit. */
	private waiting = 0;
	private usedAt = Date.now();
	/** Whether a request came back, with an answer or without. */
	private isKnown = false;
	private tellKnown = () => {};
	private readonly known = new Promise<void>((resolve) => (this.tellKnown = resolve));
	/** The permit of the newest request that was answered. */
	private newest = 0;
	private readonly pace = new Pace();
	/** How many requests were refused since the last one that was not. */
	private refusals = 0;
	/** The last permit that was given before the newest refusal. */
	private refusedAt = 0;
	private blockedUntil = 0;
	/** Until when a fault of the tenant, instead of its limit, holds requests back. */
	private faultyUntil = 0;

	/**
	 * Waits until one more request may be sent.
	 *
	 * @returns the permit of the request, to be given back to `release`; undefined when the tenant
	 * refuses such requests for longer
	 * @throws the reason of the signal that aborts
	 */
	async acquire(waiting: Waiting): Promise<number | undefined> {
		this.waiting++;
		try {
			return await this.acquireInTurn(waiting);
		} finally {
			this.waiting--;
			this.usedAt = Date.now();
		}
	}

	/** Gives a permit back, and tells what became of its request. */
	release(permit: number, { rateLimit, retryAfterMs, isFault }: Feedback, now = Date.now()): void {
		this.inFlight.delete(permit);
		this.usedAt = now;
		this.isKnown = true;
		this.tellKnown();
		const isRefused = retryAfterMs !== undefined;
		if (rateLimit && permit > this.newest) {
			this.newest = permit;
			const pending = this.sent - permit + this.sentBefore(permit);
			this.pace.learn({ ...rateLimit, pending, isRefused }, now);
		}
		if (isRefused) {
			// Once for all the requests that were in flight together.
			if (permit > this.refusedAt) {
				this.refusals++;
				this.refusedAt = this.sent;
			}
			this.block(retryAfterMs, now);
		} else if (!isFault) {
			this.refusals = 0;
		}
		if (isFault) this.faultyUntil = this.blockedUntil;
	}

	/** How long the tenant still refuses requests of this kind, in ms. */
	blockedForMs(now = Date.now()): number {
		return Math.max(0, this.blockedUntil - now);
	}

	/** For how long nothing was sent or waited, and the tenant refused nothing, in ms. */
	unusedForMs(now: number): number {
		if (this.waiting > 0 || this.inFlight.size > 0) return 0;
		return now - Math.max(this.usedAt, this.blockedUntil);
	}

	private async acquireInTurn(waiting: Waiting): Promise<number | undefined> {
		const latest = Date.now() + waiting.maxWaitMs;
		const endTurn = await this.waitForTurn(waiting);
		try {
			if (!(await this.waitForPermit(waiting, latest))) return undefined;
			this.sent++;
			this.lastSentAt = Date.now();
			this.inFlight.add(this.sent);
			this.pace.countSent(this.lastSentAt);
			return this.sent;
		} finally {
			endTurn();
		}
	}

	/** How many requests that were sent before it are in flight. */
	private sentBefore(permit: number): number {
		return [...this.inFlight].filter((other) => other < permit).length;
	}

	private block(forMs: number, now: number) {
		const backoffMs = Math.min(MAX_BACKOFF_MS, BACKOFF_MS * (2 ** (this.refusals - 1) - 1));
		const jitterMs = Math.random() * (JITTER * forMs + backoffMs);
		this.blockedUntil = Math.max(this.blockedUntil, now + forMs + jitterMs);
		// Answers from before the refusal no longer count.
		this.newest = this.sent;
		this.pace.stopUntil(this.blockedUntil);
	}

	private async waitForTurn({ heldBack, stops }: Waiting): Promise<() => void> {
		const take = async () => await this.turns.take(stops);
		return Date.now() < this.faultyUntil ? await take() : await heldBack.during(take);
	}

	private async waitForPermit(
		{ maxWaitMs, heldBack, needsToken, stops }: Waiting,
		latest: number,
	): Promise<boolean> {
		for (;;) {
			throwIfStopped(stops);
			if (this.blockedForMs() > maxWaitMs) return false;
			const now = Date.now();
			if (!needsToken?.() && this.firstAnswerMs(now) > 0) {
				const known = async () => await this.known;
				await orAborted(
					withDeadline(known, this.firstAnswerMs(now), () => {}),
					stops,
				);
				continue;
			}
			const wait = this.delayMs(now, latest);
			if (wait <= 0) return true;
			// Answers that come in the meantime can shorten it; a sleep of n8n 1 is not cancelled.
			const pollMs = this.inFlight.size > 0 ? POLL_MS : IDLE_POLL_MS;
			const poll = async () => await pause(Math.ceil(Math.min(wait, pollMs)), stops);
			await (now < this.faultyUntil ? poll() : heldBack.during(poll));
		}
	}

	/** Until the first answer says what the limit is, the next request waits, but not for long. */
	private firstAnswerMs(now: number): number {
		if (this.isKnown || this.inFlight.size === 0) return 0;
		return this.lastSentAt + FIRST_ANSWER_MS - now;
	}

	/** Until the tenant no longer refuses, or else until the pace allows it, which waits no longer than that. */
	private delayMs(now: number, latest: number): number {
		if (now < this.blockedUntil) return this.blockedUntil - now;
		return Math.min(this.pace.delayMs(now), latest - now);
	}
}
