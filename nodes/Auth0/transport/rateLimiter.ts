import { sleep } from 'n8n-workflow';

import type { RateLimit } from './rateLimitHeaders';
import { Stopwatch } from './stopwatch';

/** The most requests of one kind in flight, if the person names no other number. */
export const MAX_IN_FLIGHT = 20;

const START_IN_FLIGHT = 5;
const POLL_MS = 50;
const MIN_SHARE = 1 / 16;
const SHARE_STEP = 1.1;
const JITTER = 0.2;

/** What the answer to a request, or its absence, says about the next ones. */
export interface Feedback {
	rateLimit?: RateLimit;
	/** How long the tenant refuses further requests of this kind, in ms. */
	retryAfterMs?: number;
	/** Whether the tenant is overloaded or out of reach. */
	isFault?: boolean;
}

/** What is left of the limit: `tokens` at a time, and more of them as time goes on. */
interface Bucket {
	/** The permit of the request whose answer said so. */
	permit: number;
	tokens: number;
	at: number;
	limit: number;
}

/**
 * Limits the requests of one kind. They are sent in the order in which they come: as many at a time as
 * the tenant keeps up with, and no faster than its rate limit allows.
 *
 * The limit is a token bucket whose size the headers tell, and whose refill they tell roughly: the
 * bucket gains at least (limit − remaining) until it is full. Each answer corrects what is assumed
 * to be left, so that a rough refill costs nothing in the long run. Until the first answer, requests
 * go out one at a time, and after a refusal all wait until the time that the tenant names.
 */
export class RateLimiter {
	/** The most requests in flight: one at first, then one more with each good answer. */
	private window = 1;
	/** When each request in flight was sent, by its permit. */
	private readonly inFlight = new Map<number, number>();
	/** The permit that was given last: they are numbered. */
	private sent = 0;
	private bucket?: Bucket;
	private refillPerSecond = 0;
	/** The part of the refill that is ours: less after each refusal, as others use the limit, too. */
	private share = 1;
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
			this.inFlight.set(this.sent, Date.now());
			if (this.bucket) this.bucket.tokens--;
			return this.sent;
		});
		this.queue = acquired.catch(() => undefined);
		return await acquired;
	}

	/** Gives a permit back, and tells what became of its request. */
	release(permit: number, { rateLimit, retryAfterMs, isFault }: Feedback, now = Date.now()): void {
		const sentAt = this.inFlight.get(permit) ?? now;
		this.inFlight.delete(permit);
		if (rateLimit) {
			this.updateRefill(rateLimit, sentAt);
			this.updateBucket(permit, rateLimit, now);
		}
		if (retryAfterMs !== undefined || isFault) this.decreaseWindow(permit);
		else this.increaseWindow();
		if (retryAfterMs !== undefined) this.block(retryAfterMs, now);
		if (isFault) this.faultyUntil = this.blockedUntil;
		this.released();
	}

	/** How long the tenant still refuses requests of this kind, in ms. */
	blockedForMs(now = Date.now()): number {
		return Math.max(0, this.blockedUntil - now);
	}

	/** A lower bound: what remains is rounded down, and the bucket was looked at after `sentAt`. */
	private updateRefill({ limit, remaining, fullAt }: RateLimit, sentAt: number) {
		const secondsToFull = (fullAt - sentAt) / 1000;
		if (secondsToFull <= 0) return;
		this.refillPerSecond = Math.max(this.refillPerSecond, (limit - remaining - 1) / secondsToFull);
	}

	private updateBucket(permit: number, { limit, remaining }: RateLimit, now: number) {
		if (permit < (this.bucket?.permit ?? 0)) return;
		const sentLater = this.sent - permit;
		const sentEarlier = [...this.inFlight.keys()].filter((other) => other < permit).length;
		const tokens = remaining - sentLater - sentEarlier;
		this.bucket = { permit, tokens, at: now, limit };
	}

	private increaseWindow() {
		const wanted = this.window < START_IN_FLIGHT ? START_IN_FLIGHT : this.window + 1;
		this.window = Math.min(this.maxInFlight, wanted);
		this.share = Math.min(1, this.share * SHARE_STEP);
	}

	/** Once for all the requests that were in flight together. */
	private decreaseWindow(permit: number) {
		if (permit <= this.decreasedAt) return;
		this.decreasedAt = this.sent;
		this.window = Math.max(1, Math.floor(this.window / 2));
		this.share = Math.max(MIN_SHARE, this.share / 2);
	}

	private block(forMs: number, now: number) {
		const jitter = 1 + Math.random() * JITTER;
		this.blockedUntil = Math.max(this.blockedUntil, now + forMs * jitter);
		if (!this.bucket) return;
		// One request asks how it is then; answers from before the refusal no longer count.
		this.bucket = { ...this.bucket, permit: this.sent, tokens: 1, at: this.blockedUntil };
	}

	private async waitForPermit(maxWaitMs: number, signal?: AbortSignal): Promise<boolean> {
		for (;;) {
			signal?.throwIfAborted();
			if (this.blockedForMs() > maxWaitMs) return false;
			if (this.inFlight.size >= this.window) {
				await new Promise<void>((resolve) => (this.released = resolve));
				continue;
			}
			const now = Date.now();
			const wait = this.delayMs(now);
			if (wait <= 0) return true;
			// So slow a refill is a refusal, which the others need not wait for either.
			if (wait > maxWaitMs) {
				this.blockedUntil = now + wait;
				return false;
			}
			// Answers that come in the meantime can shorten the wait.
			const poll = async () => await sleep(Math.min(wait, POLL_MS), signal);
			await (now < this.faultyUntil ? poll() : this.heldBack.during(poll));
		}
	}

	private delayMs(now: number): number {
		if (now < this.blockedUntil) return this.blockedUntil - now;
		if (!this.bucket) return 0;
		const perMs = (this.refillPerSecond * this.share) / 1000;
		const { tokens, at, limit } = this.bucket;
		const available = Math.min(limit, tokens + perMs * Math.max(0, now - at));
		if (available >= 1) return 0;
		// With no refill known, the answers in flight bring news; without any, one request asks.
		if (perMs === 0) return this.inFlight.size > 0 ? POLL_MS : 0;
		return (1 - available) / perMs;
	}
}
