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

/**
 * The time before the next attempt: exponential, with full jitter, so that many clients do not come back
 * at the same moment.
 *
 * @param attempt the number of the one that failed, from 1
 */
export const backoffMs = (attempt: number) =>
	Math.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));

/** Whether another attempt at a request is harmless after a fault, and can end otherwise. */
export const isRetryable = (request: ApiCall, outcome: Outcome) =>
	isFault(request, outcome) &&
	outcome.failure?.isPermanent !== true &&
	!hasUnknownOutcome(request, outcome);
