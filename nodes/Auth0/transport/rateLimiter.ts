import { sleep } from 'n8n-workflow';

import { Pace } from './pace';
import type { RateLimit } from './rateLimitHeaders';
import { Stopwatch } from './stopwatch';

/** The most requests of one kind in flight, if the person names no other number. */
export const MAX_IN_FLIGHT = 20;

const START_IN_FLIGHT = 5;
const POLL_MS = 50;
const IDLE_POLL_MS = 1000;
const JITTER = 0.2;
/** What a refusal after others adds at most to the wait, and what it adds at most in the end. */
const BACKOFF_MS = 2000;
const MAX_BACKOFF_MS = 6000;

/** What the answer to a request, or its absence, says about the next ones. */
export interface Feedback {
	rateLimit?: RateLimit;
	/** How long the tenant refuses further requests of this kind, in ms. */
	retryAfterMs?: number;
	/** Whether the tenant is overloaded or out of reach. */
	isFault?: boolean;
}

/**
 * Limits the requests of one kind. They are sent in the order in which they come: as many at a time as
 * the tenant keeps up with, and no faster than its rate limit allows.
 *
 * Until the first answer, requests go out one at a time. After a refusal all wait until the time that
 * the tenant names, and longer after each further one, so that those who share the limit do not come
 * back together.
 */
export class RateLimiter {
	/** The most requests in flight: one at first, then one more with each good answer. */
	private window = 1;
	/** The permits of the requests in flight. */
	private readonly inFlight = new Set<number>();
	/** The permit that was given last: they are numbered. */
	private sent = 0;
	/** The permit of the newest request that was answered. */
	private newest = 0;
	private readonly pace = new Pace();
	/** How many requests were refused since the last one that was not. */
	private refusals = 0;
	/** The last permit that was given before the window was made smaller. */
	private decreasedAt = 0;
	private blockedUntil = 0;
	/** Until when a fault of the tenant, instead of its limit, holds requests back. */
	private faultyUntil = 0;
	private queue: Promise<unknown> = Promise.resolve();
	private released = () => {};

	/** @param heldBack measures how long the limit, not a fault, lets requests wait */
	constructor(
		private readonly maxInFlight = MAX_IN_FLIGHT,
		private readonly heldBack = new Stopwatch(),
	) {}

	/**
	 * Waits until one more request may be sent.
	 *
	 * @param maxWaitMs how long a refusal of the tenant, or its refill, is waited for
	 * @returns the permit of the request, to be given back to `release`; undefined when the tenant
	 * refuses such requests for longer
	 * @throws when the signal aborts
	 */
	async acquire(maxWaitMs: number, signal?: AbortSignal): Promise<number | undefined> {
		const acquired = this.queue.then(async () => {
			if (!(await this.waitForPermit(maxWaitMs, signal))) return undefined;
			this.sent++;
			this.inFlight.add(this.sent);
			this.pace.countSent(Date.now());
			return this.sent;
		});
		this.queue = acquired.catch(() => undefined);
		return await acquired;
	}

	/** Gives a permit back, and tells what became of its request. */
	release(permit: number, { rateLimit, retryAfterMs, isFault }: Feedback, now = Date.now()): void {
		this.inFlight.delete(permit);
		const isRefused = retryAfterMs !== undefined;
		if (rateLimit && permit > this.newest) {
			this.newest = permit;
			const pending = this.sent - permit + this.sentBefore(permit);
			this.pace.learn({ ...rateLimit, pending, isRefused }, now);
		}
		const isNews = permit > this.decreasedAt;
		if (isRefused && isNews) this.refusals++;
		if ((isRefused || isFault) && isNews) this.decreaseWindow();
		if (isRefused) this.block(retryAfterMs, now);
		else if (!isFault) this.increaseWindow();
		if (isFault) this.faultyUntil = this.blockedUntil;
		this.released();
	}

	/** How long the tenant still refuses requests of this kind, in ms. */
	blockedForMs(now = Date.now()): number {
		return Math.max(0, this.blockedUntil - now);
	}

	/** How many requests that were sent before it are in flight. */
	private sentBefore(permit: number): number {
		return [...this.inFlight].filter((other) => other < permit).length;
	}

	private increaseWindow() {
		const wanted = this.window < START_IN_FLIGHT ? START_IN_FLIGHT : this.window + 1;
		this.window = Math.min(this.maxInFlight, wanted);
		this.refusals = 0;
	}

	/** Once for all the requests that were in flight together. */
	private decreaseWindow() {
		this.decreasedAt = this.sent;
		this.window = Math.max(1, Math.floor(this.window / 2));
	}

	private block(forMs: number, now: number) {
		const backoffMs = Math.min(MAX_BACKOFF_MS, BACKOFF_MS * (2 ** (this.refusals - 1) - 1));
		const jitterMs = Math.random() * (JITTER * forMs + backoffMs);
		this.blockedUntil = Math.max(this.blockedUntil, now + forMs + jitterMs);
		// Answers from before the refusal no longer count.
		this.newest = this.sent;
		this.pace.stopUntil(this.blockedUntil);
	}

	private async waitForPermit(maxWaitMs: number, signal?: AbortSignal): Promise<boolean> {
		const latest = Date.now() + maxWaitMs;
		for (;;) {
			signal?.throwIfAborted();
			if (this.blockedForMs() > maxWaitMs) return false;
			if (this.inFlight.size >= this.window) {
				await new Promise<void>((resolve) => (this.released = resolve));
				continue;
			}
			const now = Date.now();
			const wait = this.delayMs(now, latest);
			if (wait <= 0) return true;
			// Answers that come in the meantime can shorten it; a sleep of n8n 1 is not cancelled.
			const pollMs = this.inFlight.size > 0 ? POLL_MS : IDLE_POLL_MS;
			const pause = async () => await sleep(Math.ceil(Math.min(wait, pollMs)), signal);
			await (now < this.faultyUntil ? pause() : this.heldBack.during(pause));
		}
	}

	/** Until the tenant no longer refuses, or else until the pace allows it, which waits no longer than that. */
	private delayMs(now: number, latest: number): number {
		if (now < this.blockedUntil) return this.blockedUntil - now;
		return Math.min(this.pace.delayMs(now), latest - now);
	}
}
