import type { RateLimit } from './rateLimitHeaders';

/** The part of a bucket that is left for others, and for what they take while nobody looks. */
const RESERVE = 0.2;
/** A small bucket has this reserve, in tokens, as far as it goes. */
const SMALL_RESERVE = 12;
/** The part of what is there beyond the reserve that is taken at once: others see it, too. */
const BURST = 0.25;

/** How fast the rate follows the level: a second, and a reserve that it is off. */
const GAIN = 0.3;
const MAX_OFF = 3;
const MAX_SECONDS = 5;
/** How much the rate follows a change of the level by a whole bucket: others become faster or slower. */
const DAMPING = 2;
/** What is left of the rate after a refusal, and of its first pause. */
const CUT = 0.7;
const AFTER_REFUSAL = 0.2;
/** Below the reserve, pauses are longer at once, up to so many times. */
const LONGEST = 10;

/** The first rate, in buckets a second: with more than the reserve left, and with less. */
const FIRST_RATE = 0.15;
const FIRST_RATE_BELOW = 0.025;

const MIN_RATE = 0.002;
const MAX_RATE = 2;
/** Nobody waits longer, as others may have ended: for large buckets, it is the time of so many tokens. */
const MAX_PAUSE_MS = 40_000;
const MAX_PAUSE_OF_ALL_MS = 600_000;

/** The level of so small a bucket tells only whether it is full. */
const TINY = 5;
const TINY_FIRST_RATE = 0.3;
const TINY_GROWTH = 0.13;
const TINY_MAX_GROWTH = 2;
const TINY_CUT = 0.8;
const ONE_GROWTH = 0.05;
const TINY_MAX_PAUSE_MS = 20_000;

const between = (min: number, value: number, max: number) => Math.max(min, Math.min(max, value));

/** What an answer says of the bucket. */
export interface Level extends RateLimit {
	/** How many requests are in flight, of whose tokens it may know nothing. */
	pending: number;
	/** Whether the request was refused. */
	isRefused: boolean;
}

/**
 * How fast requests of one kind go out, so that all who share the tenant's limit get along without
 * knowing of each other. What they share is the level of the bucket, which each answer tells: above a
 * reserve everyone becomes faster, below it everyone becomes slower, each in proportion to its own rate.
 * So the level stays near the reserve, where no token is lost and hardly a request is refused.
 *
 * A tiny bucket has no such level: there, everyone becomes faster when it is full, and slower when it
 * refuses.
 */
export class Pace {
	/** Requests a second. */
	private rate = 0;
	/** The requests that need not wait for it. */
	private atOnce = 0;
	/** Of its pause, how much the next request waits. */
	private stretch = 1;
	private maxPauseMs = 0;
	private lastSentAt = 0;
	/** The newest answer: its time, and the level; a refused request tells none. */
	private last?: { at: number; level?: number };

	/** How long the next request waits, in ms; 0 for not at all. */
	delayMs(now: number): number {
		if (!this.last || this.atOnce >= 1) return 0;
		const pauseMs = Math.min(this.maxPauseMs, (1000 / this.rate) * this.stretch);
		return Math.max(0, this.lastSentAt + pauseMs - now);
	}

	/** Counts a request that goes out. */
	countSent(now: number): void {
		this.atOnce--;
		this.lastSentAt = now;
	}

	/** Learns from the newest answer. */
	learn(level: Level, now: number): void {
		const { limit, remaining, isRefused } = level;
		const seconds = Math.max(0, now - (this.last?.at ?? now)) / 1000;
		if (limit < TINY) this.followRefusals(level, seconds);
		else this.followLevel(level, seconds);
		this.rate = between(MIN_RATE * limit, this.rate, MAX_RATE * limit);
		this.last = { at: now, level: isRefused ? undefined : remaining };
	}

	/** Stops until then. That the bucket is fuller afterwards does not mean that the rate is too low. */
	stopUntil(time: number): void {
		this.atOnce = 0;
		if (this.last) this.last = { at: time };
	}

	private followLevel({ limit, remaining, pending, isRefused }: Level, seconds: number) {
		const reserve = Math.max(RESERVE * limit, Math.min(SMALL_RESERVE, (limit - 1) / 2));
		// What remains is rounded down.
		const off = between(-1, (remaining + 0.5) / reserve - 1, MAX_OFF);
		if (!this.last) this.rate = (off < 0 ? FIRST_RATE_BELOW : FIRST_RATE) * limit;
		else if (isRefused) this.rate *= CUT;
		else {
			const change = remaining - (this.last.level ?? remaining);
			const time = Math.min(seconds, MAX_SECONDS);
			this.rate *= Math.exp(GAIN * off * time + (DAMPING * change) / limit);
		}
		const below = isRefused ? AFTER_REFUSAL : Math.max(1 / LONGEST, Math.min(1, 1 + off));
		this.stretch = 1 / below;
		this.atOnce = (remaining - pending - reserve) * BURST;
		this.maxPauseMs = Math.min(MAX_PAUSE_MS, MAX_PAUSE_OF_ALL_MS / limit);
	}

	private followRefusals({ limit, remaining, pending, isRefused }: Level, seconds: number) {
		if (!this.last) this.rate = TINY_FIRST_RATE * limit;
		else if (isRefused) this.rate *= TINY_CUT;
		else if (remaining > 0) this.rate *= 1 + Math.min(TINY_MAX_GROWTH, TINY_GROWTH * seconds);
		// One token is never left: only requests tell whether there is one.
		else if (limit === 1) this.rate *= 1 + ONE_GROWTH;
		this.stretch = 1;
		this.atOnce = remaining - pending;
		this.maxPauseMs = TINY_MAX_PAUSE_MS;
	}
}
