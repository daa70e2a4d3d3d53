import type { IDataObject } from 'n8n-workflow';

/** What a tenant says about the limit of the kind of request that it has just answered. */
export interface RateLimit {
	/** How many requests the full bucket holds. */
	limit: number;
	/** How many it holds now. */
	remaining: number;
	/** When it is full again, in epoch ms of the local clock. */
	fullAt: number;
}

/**
 * The tenant's clock, told from the `date` headers of its answers. They give whole seconds, so that
 * the clock is never ahead of the tenant's, and gets closer to it with every answer.
 */
export class TenantClock {
	private aheadMs?: number;

	observe({ date }: IDataObject, now = Date.now()): void {
		const ahead = Date.parse(String(date)) - now;
		if (ahead > (this.aheadMs ?? Number.NEGATIVE_INFINITY)) this.aheadMs = ahead;
	}

	/** The local time, in epoch ms, of a time of the tenant; the local clock is trusted at first. */
	toLocal(tenantMs: number): number {
		return tenantMs - (this.aheadMs ?? 0);
	}

	/** The tenant's time, in epoch ms, at a local time; undefined before its first answer. */
	toTenant(localMs: number): number | undefined {
		return this.aheadMs === undefined ? undefined : localMs + this.aheadMs;
	}
}

// The greatest quota of a token policy is far below it: what is more is no count.
const MAX_COUNT = 1e9;

// Auth0 counts by the second, minute, hour or day: who names a longer time means another.
const MAX_WAIT_MS = 25 * 3600_000;

/**
 * Reads the limit from the headers of an answer: `auth0-client-quota-limit` and
 * `auth0-organization-quota-limit` of tokens, `auth0-ratelimit` of a custom policy (q: quota, r:
 * remaining, t: seconds until it is full again), or else `x-ratelimit-*`. Of several buckets, that
 * which refuses longest counts.
 *
 * Source: Auth0 docs, rate-limit-policy, custom-rate-limit-policies and token-quotas.
 *
 * @returns undefined when they name no limit, or one that cannot be
 */
export function readRateLimit(
	headers: IDataObject,
	clock: TenantClock,
	now = Date.now(),
): RateLimit | undefined {
	return (
		readQuota(headers, now) ??
		strictest(readBuckets(headers['auth0-ratelimit'], now), now) ??
		strictest([readReset(headers, clock)], now)
	);
}

/** The quota of tokens, of the application or of the organization. */
export const readQuota = (headers: IDataObject, now = Date.now()) =>
	strictest(
		['auth0-client-quota-limit', 'auth0-organization-quota-limit'].flatMap((name) =>
			readBuckets(headers[name], now),
		),
		now,
	);

/** @example "b=per_hour;q=100;r=0;t=1832,b=per_day;q=300;r=100;t=27629" */
const readBuckets = (header: unknown, now: number): RateLimit[] =>
	typeof header === 'string' ? header.split(',').map((bucket) => readBucket(bucket, now)) : [];

function readBucket(bucket: string, now: number): RateLimit {
	const value = (key: string) =>
		wholeNumber(new RegExp(`(?:^|;)\\s*${key}=(\\d+)`).exec(bucket)?.[1]);
	return { limit: value('q'), remaining: value('r'), fullAt: now + value('t') * 1000 };
}

function readReset(headers: IDataObject, clock: TenantClock): RateLimit {
	const [limit = NaN, remaining = NaN, reset = NaN] = ['limit', 'remaining', 'reset'].map((name) =>
		wholeNumber(headers[`x-ratelimit-${name}`]),
	);
	// Epoch seconds; so large a number can only be meant in ms.
	return { limit, remaining, fullAt: clock.toLocal(reset > 1e11 ? reset : reset * 1000) };
}

const wholeNumber = (value: unknown) => Number.parseInt(String(value), 10);

const isPossible = ({ limit, remaining, fullAt }: RateLimit, now: number) =>
	limit > 0 &&
	limit <= MAX_COUNT &&
	remaining >= 0 &&
	remaining <= MAX_COUNT &&
	fullAt > 0 &&
	fullAt - now <= MAX_WAIT_MS;

/** Of those that can be: the one that is used up, and for the longest time. */
const strictest = (limits: RateLimit[], now: number): RateLimit | undefined =>
	limits
		.filter((limit) => isPossible(limit, now))
		.sort((one, other) => one.remaining - other.remaining || other.fullAt - one.fullAt)[0];

/**
 * How long an answer of status 429 or 503 asks to wait, in ms: until a quota that is used up is there
 * again, else `retry-after` (seconds, or a date) where it is given, else until the bucket is full.
 *
 * @returns undefined when it names no time, or one that cannot be
 */
export function readRetryAfter(
	headers: IDataObject,
	clock: TenantClock,
	now = Date.now(),
): number | undefined {
	const quota = readQuota(headers, now);
	if (quota?.remaining === 0) return Math.max(0, quota.fullAt - now);
	const retryAfter = headers['retry-after'];
	if (retryAfter !== undefined) {
		const seconds = Number(retryAfter);
		const until = Number.isNaN(seconds)
			? clock.toLocal(Date.parse(String(retryAfter)))
			: now + seconds * 1000;
		if (until - now <= MAX_WAIT_MS) return Math.max(0, until - now);
	}
	const limit = readRateLimit(headers, clock, now);
	return limit && Math.max(0, limit.fullAt - now);
}
