import { sleep } from 'n8n-workflow';

import type { RateLimit } from './rateLimit';

/** The most requests of one kind in flight, if the person names no other number. */
export const MAX_IN_FLIGHT = 20;

const START_IN_FLIGHT = 5;
const LOOK_AGAIN_MS = 50;
const MIN_CAUTION = 1 / 16;
const CAUTION_STEP = 1.1;
const JITTER = 0.2;

/** What the answer to a request, or its absence, says about the pace. */
export interface Signs {
	rateLimit?: RateLimit;
	/** How long the tenant refuses further requests of this kind, in ms. */
	refusedForMs?: number;
	/** Whether the tenant is overloaded or out of reach. */
	isFault?: boolean;
}

/** What is left of the limit: `tokens` at a time, and more of them as time goes on. */
interface Allowance {
	/** The number of the request whose answer said so. */
	request: number;
	tokens: number;
	at: number;
	limit: number;
}

/**
 * Lets out the requests of one kind, in the order in which they come: as many at a time as the
 * tenant keeps up with, and no faster than its rate limit allows.
 *
 * The limit is a token bucket whose size the headers tell, and whose refill they tell roughly: the
 * bucket gains at least (limit − remaining) until it is full. Each answer corrects what is assumed
 * to be left, so that a rough refill costs nothing in the long run. Until the first answer, requests
 * go out one at a time, and after a refusal all wait until the time that the tenant names.
 */
export class Pace {
	/** The most requests in flight: one at first, then one more with each good answer. */
	private window = 1;
	/** When each request in flight was sent, by its number. */
	private readonly inFlight = new Map<number, number>();
	private sent = 0;
	private allowance?: Allowance;
	private perSecond = 0;
	/** The part of the refill that is ours: less after each refusal, as others use the limit, too. */
	private caution = 1;
	/** The last request that was sent before the pace was slowed down. */
	private slowedAt = 0;
	private refusedUntil = 0;
	private turn: Promise<unknown> = Promise.resolve();
	private departed = () => {};

	constructor(private readonly maxInFlight = MAX_IN_FLIGHT) {}

	/**
	 * Waits until one more request may be sent.
	 *
	 * @param maxWaitMs how long a refusal of the tenant, or its refill, is waited for
	 * @returns the number of the request, to be given back to `leave`; undefined when the tenant
	 * refuses such requests for longer
	 * @throws when the signal aborts
	 */
	async enter(maxWaitMs: number, signal?: AbortSignal): Promise<number | undefined> {
		const entered = this.turn.then(async () => {
			if (!(await this.untilAllowed(maxWaitMs, signal))) return undefined;
			this.sent++;
			this.inFlight.set(this.sent, Date.now());
			if (this.allowance) this.allowance.tokens--;
			return this.sent;
		});
		this.turn = entered.catch(() => undefined);
		return await entered;
	}

	/** Tells what became of a request. */
	leave(request: number, { rateLimit, refusedForMs, isFault }: Signs, now = Date.now()): void {
		const sentAt = this.inFlight.get(request) ?? now;
		this.inFlight.delete(request);
		if (rateLimit) {
			this.learnRefill(rateLimit, sentAt);
			this.learnAllowance(request, rateLimit, now);
		}
		if (refusedForMs !== undefined || isFault) this.slowDown(request);
		else this.speedUp();
		if (refusedForMs !== undefined) this.refuse(refusedForMs, now);
		this.departed();
	}

	/** How long the tenant still refuses requests of this kind, in ms. */
	refusedFor(now = Date.now()): number {
		return Math.max(0, this.refusedUntil - now);
	}

	/** A lower bound: what remains is rounded down, and the bucket was looked at after `sentAt`. */
	private learnRefill({ limit, remaining, fullAt }: RateLimit, sentAt: number) {
		const secondsToFull = (fullAt - sentAt) / 1000;
		if (secondsToFull <= 0) return;
		this.perSecond = Math.max(this.perSecond, (limit - remaining - 1) / secondsToFull);
	}

	private learnAllowance(request: number, { limit, remaining }: RateLimit, now: number) {
		if (request < (this.allowance?.request ?? 0)) return;
		const sentLater = this.sent - request;
		const sentEarlier = [...this.inFlight.keys()].filter((number) => number < request).length;
		const tokens = remaining - sentLater - sentEarlier;
		this.allowance = { request, tokens, at: now, limit };
	}

	private speedUp() {
		const wanted = this.window < START_IN_FLIGHT ? START_IN_FLIGHT : this.window + 1;
		this.window = Math.min(this.maxInFlight, wanted);
		this.caution = Math.min(1, this.caution * CAUTION_STEP);
	}

	/** Once for all the requests that were in flight together. */
	private slowDown(request: number) {
		if (request <= this.slowedAt) return;
		this.slowedAt = this.sent;
		this.window = Math.max(1, Math.floor(this.window / 2));
		this.caution = Math.max(MIN_CAUTION, this.caution / 2);
	}

	private refuse(forMs: number, now: number) {
		const jitter = 1 + Math.random() * JITTER;
		this.refusedUntil = Math.max(this.refusedUntil, now + forMs * jitter);
		if (!this.allowance) return;
		// One request asks how it is then; answers from before the refusal no longer count.
		this.allowance = { ...this.allowance, request: this.sent, tokens: 1, at: this.refusedUntil };
	}

	private async untilAllowed(maxWaitMs: number, signal?: AbortSignal): Promise<boolean> {
		for (;;) {
			signal?.throwIfAborted();
			if (this.refusedFor() > maxWaitMs) return false;
			if (this.inFlight.size >= this.window) {
				await new Promise<void>((resolve) => (this.departed = resolve));
				continue;
			}
			const now = Date.now();
			const wait = this.delay(now);
			if (wait <= 0) return true;
			// So slow a refill is a refusal, which the others need not wait for either.
			if (wait > maxWaitMs) {
				this.refusedUntil = now + wait;
				return false;
			}
			// Answers that come in the meantime can shorten the wait.
			await sleep(Math.min(wait, LOOK_AGAIN_MS), signal);
		}
	}

	private delay(now: number): number {
		if (now < this.refusedUntil) return this.refusedUntil - now;
		if (!this.allowance) return 0;
		const perMs = (this.perSecond * this.caution) / 1000;
		const { tokens, at, limit } = this.allowance;
		const available = Math.min(limit, tokens + perMs * Math.max(0, now - at));
		if (available >= 1) return 0;
		// With no refill known, the answers in flight bring news; without any, one request asks.
		if (perMs === 0) return this.inFlight.size > 0 ? LOOK_AGAIN_MS : 0;
		return (1 - available) / perMs;
	}
}
