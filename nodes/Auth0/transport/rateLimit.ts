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

/**
 * Reads the limit from the headers of an answer: `x-ratelimit-*`, or `auth0-ratelimit` of a custom
 * policy (q: quota, r: remaining, t: seconds until it is full again).
 *
 * Source: Auth0 docs, rate-limit-policy and custom-rate-limit-policies.
 *
 * @returns undefined when they name no limit
 */
export function readRateLimit(
	headers: IDataObject,
	clock: TenantClock,
	now = Date.now(),
): RateLimit | undefined {
	const custom = /q=(\d+);t=(\d+);r=(\d+)/.exec(String(headers['auth0-ratelimit']));
	if (custom) {
		const [limit = 0, seconds = 0, remaining = 0] = custom.slice(1).map(Number);
		return { limit, remaining, fullAt: now + seconds * 1000 };
	}
	const [limit = NaN, remaining = NaN, reset = NaN] = ['limit', 'remaining', 'reset'].map((name) =>
		Number.parseInt(String(headers[`x-ratelimit-${name}`]), 10),
	);
	if (!(limit > 0) || !(remaining >= 0) || !(reset > 0)) return undefined;
	// Epoch seconds; so large a number can only be meant in ms.
	const resetMs = reset > 1e11 ? reset : reset * 1000;
	return { limit, remaining, fullAt: clock.toLocal(resetMs) };
}

/**
 * How long an answer of status 429 or 503 asks to wait, in ms: `retry-after` (seconds, or a date)
 * where it is given, else until the bucket is full again.
 *
 * @returns undefined when it names no time
 */
export function readWait(
	headers: IDataObject,
	clock: TenantClock,
	now = Date.now(),
): number | undefined {
	const retryAfter = headers['retry-after'];
	if (retryAfter !== undefined) {
		const seconds = Number(retryAfter);
		const until = Number.isNaN(seconds)
			? clock.toLocal(Date.parse(String(retryAfter)))
			: now + seconds * 1000;
		if (!Number.isNaN(until)) return Math.max(0, until - now);
	}
	const limit = readRateLimit(headers, clock, now);
	return limit && Math.max(0, limit.fullAt - now);
}
