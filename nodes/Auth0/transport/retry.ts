import { isFault, hasUnknownOutcome, type ApiCall, type Outcome } from './request';

/** How often and how long a request is tried while the tenant does not answer as it should. */
export interface RetryPolicy {
	/** How often a request is sent again after faults. */
	maxRetries: number;
	/** How long a request waits for the rate limit in all, in ms. */
	maxWaitMs: number;
}

/** Of a workflow: with full back-off, all retries of a request take 15 s and their time-outs. */
export const BACKGROUND: RetryPolicy = { maxRetries: 5, maxWaitMs: 10 * 60_000 };

/** Of a list in the editor, in front of which a person waits. */
export const INTERACTIVE: RetryPolicy = { maxRetries: 1, maxWaitMs: 5_000 };

const LONG_WAIT_MS = 60_000;

/** For limits that are counted by the minute or the hour, which no run waits out. */
export const withoutLongWaits = (policy: RetryPolicy): RetryPolicy => ({
	...policy,
	maxWaitMs: Math.min(policy.maxWaitMs, LONG_WAIT_MS),
});

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 16_000;
const GIVE_UPS_OF_AN_OUTAGE = 3;
const OUTAGE_MS = 2 * 60_000;

/**
 * The time before the next attempt: exponential, with full jitter, so that many clients do not come back
 * at the same moment.
 *
 * @param attempt the number of the one that failed, from 1
 */
export const backoffMs = (attempt: number) =>
	Math.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));

/**
 * Notices that a tenant is down, by the requests that were given up in a row. For two minutes all wait
 * before each try, so that a short outage costs few items; then each is sent once and without waiting,
 * so that a long run does not wait out every retry of every item.
 */
export class Health {
	private givenUp = 0;
	private downSince?: number;

	/** How long to wait before the next try of any request, in ms. */
	pauseMs(): number {
		const isOutage = this.givenUp >= GIVE_UPS_OF_AN_OUTAGE && !this.isLost();
		return isOutage ? backoffMs(this.givenUp + GIVE_UPS_OF_AN_OUTAGE) : 0;
	}

	/** Whether a request that failed is worth another try. */
	allowsRetry(request: ApiCall, outcome: Outcome, faults: number, { maxRetries }: RetryPolicy) {
		if (!isFault(request, outcome)) {
			this.givenUp = 0;
			this.downSince = undefined;
			return false;
		}
		this.downSince ??= Date.now();
		if (outcome.failure?.isLasting || hasUnknownOutcome(request, outcome)) return false;
		if (faults <= maxRetries && !this.isLost()) return true;
		this.givenUp++;
		return false;
	}

	private isLost(): boolean {
		const isDown = this.givenUp >= GIVE_UPS_OF_AN_OUTAGE && this.downSince !== undefined;
		return isDown && Date.now() - (this.downSince ?? 0) > OUTAGE_MS;
	}
}
