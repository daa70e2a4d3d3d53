import type { Logger } from 'n8n-workflow';

import { RATE_LIMIT_REACHED } from './advice';
import { pause, throwIfStopped, type Stops } from './cancellation';
import { CircuitBreaker } from './circuitBreaker';
import type { NetworkFailure } from './network';
import { bucketFor } from './rateLimitBuckets';
import { RateLimiter } from './rateLimiter';
import { readRateLimit, readRetryAfter, TenantClock } from './rateLimitHeaders';
import { isFault, type ApiCall, type Attempts, type Outcome } from './request';
import { backoffMs, isRetryable, type RetryPolicy } from './retry';
import type { Stopwatch } from './stopwatch';
import type { Feedback } from './tenantLimit';
import { TenantLimits } from './tenantLimits';

const LONG_WAIT_MS = 60_000;

/** What sends one request, once. */
export interface RequestSender {
	/** @throws NodeApiError when neither this nor a further request can be sent */
	send(request: ApiCall): Promise<Outcome>;
	/** Aborts when no further request can be sent; `send` says why then. */
	readonly closed?: AbortSignal;
	/** Whether it has the token that requests are sent with, where they need one. */
	readonly hasToken?: boolean;
}

/** What becomes of a request while the tenant refuses its kind for longer than anyone waits. */
const NOT_SENT: NetworkFailure = {
	message: RATE_LIMIT_REACHED,
	description: 'The request was not sent.',
	neverSent: true,
};

/** What became of a request in the end, and the attempts that it took. */
export type Delivered = Outcome & { attempts: Attempts };

/** How requests are delivered. */
export interface DeliveryOptions {
	/** The most requests of one kind in flight; by default as many as the tenant keeps up with. */
	requestsInFlight?: number;
	retryPolicy: RetryPolicy;
	/** What is known of the tenant's limits; by default, nothing at first. */
	limits?: TenantLimits;
	/** Measures how long the rate limit holds requests back. */
	heldBack?: Stopwatch;
	/** Aborts when the execution is cancelled. */
	signal?: AbortSignal;
	/** Aborts when the execution is over: what still waits is not sent. */
	ended?: AbortSignal;
	logger: Logger;
}

/**
 * Delivers requests: each waits for its turn in the rate limit of its kind, and is sent again as far as
 * that is harmless and can help.
 */
export class Delivery {
	readonly clock = new TenantClock();
	/** By the bucket of their requests. */
	private readonly limiters = new Map<string, RateLimiter>();
	private readonly limits: TenantLimits;
	private readonly breaker = new CircuitBreaker();
	private nextReportAt = 0;

	/** Aborts when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.options.signal;
	}

	/** Ends what requests wait for: their turn, a pause, the time before another try. */
	private readonly stops: Stops;

	constructor(
		private readonly sender: RequestSender,
		private readonly options: DeliveryOptions,
	) {
		this.limits = options.limits ?? new TenantLimits();
		this.stops = [options.signal, options.ended, sender.closed];
	}

	/**
	 * Sends a request until Auth0 has answered it, or until another try is harmful or hopeless: after
	 * the retries and the time in the rate limit that the policy allows.
	 *
	 * @throws NodeApiError when the credential cannot be used; the reason of the signal when it aborts
	 */
	async deliver(request: ApiCall): Promise<Delivered> {
		return await this.untilAnswered(request).catch(async (error: unknown) => {
			// Whatever it waited for: nothing is sent any more.
			if (this.sender.closed?.aborted && !this.signal?.aborted) await this.sender.send(request);
			throw error;
		});
	}

	private async untilAnswered(request: ApiCall): Promise<Delivered> {
		const { retryPolicy, signal } = this.options;
		throwIfStopped(this.stops);
		const limiter = this.limiterFor(request);
		let limitedSince: number | undefined;
		let start: number | undefined;
		let faults = 0;
		for (let attempt = 1; ; attempt++) {
			const waiting = {
				maxWaitMs: retryPolicy.maxWaitMs,
				needsToken: () => this.sender.hasToken === false,
				stops: this.stops,
			};
			const permit =
				limitedSince === undefined
					? await limiter.acquire(waiting)
					: await limiter.acquireAgain(waiting);
			start ??= Date.now();
			if (permit === undefined) {
				const attempts = { count: attempt - 1, seconds: 0, retryAfterMs: limiter.blockedForMs() };
				return { failure: NOT_SENT, attempts };
			}
			const outcome = await this.send(request, limiter, permit, attempt);
			signal?.throwIfAborted();

			const attempts = { count: attempt, seconds: (Date.now() - start) / 1000 };
			const retryAfterMs = limiter.blockedForMs();
			const isLimited = outcome.answer?.statusCode === 429;
			if (isLimited) limitedSince ??= Date.now() - limiter.refusedForMs();
			const waitMs = retryAfterMs + (limitedSince === undefined ? 0 : Date.now() - limitedSince);
			const hasFault = isFault(request, outcome);
			if (waitMs > retryPolicy.maxWaitMs && (isLimited || hasFault)) {
				return { ...outcome, attempts: { ...attempts, retryAfterMs } };
			}
			if (isLimited) {
				this.report(waitMs);
				continue;
			}
			if (!hasFault) {
				this.breaker.recordAnswer();
				return { ...outcome, attempts };
			}
			faults++;
			this.breaker.recordFault();
			if (!isRetryable(request, outcome)) return { ...outcome, attempts };
			if (faults > retryPolicy.maxRetries || this.breaker.isOpen) {
				this.breaker.recordFailure();
				return { ...outcome, attempts };
			}
			await pause(backoffMs(faults), this.stops);
		}
	}

	private async send(
		request: ApiCall,
		limiter: RateLimiter,
		permit: number,
		attempt: number,
	): Promise<Outcome> {
		let feedback: Feedback = {};
		try {
			// In its turn, so that the others wait, too.
			const pauseMs = this.breaker.pauseMs();
			if (pauseMs > 0) await pause(pauseMs, this.stops);
			const outcome = await this.sender.send(request);
			this.clock.observe(outcome.answer?.headers ?? {});
			feedback = this.feedbackOf(request, outcome, attempt);
			return outcome;
		} finally {
			limiter.release(permit, feedback);
		}
	}

	private feedbackOf(request: ApiCall, outcome: Outcome, attempt: number): Feedback {
		const headers = outcome.answer?.headers ?? {};
		const status = outcome.answer?.statusCode;
		const asksToWait = status === 429 || (status === 503 && 'retry-after' in headers);
		return {
			rateLimit: readRateLimit(headers, this.clock),
			isFault: isFault(request, outcome),
			retryAfterMs: asksToWait
				? readRetryAfter(headers, this.clock) || (request.limit?.refillMs ?? backoffMs(attempt))
				: outcome.failure?.retryAfterMs,
		};
	}

	private limiterFor(request: ApiCall): RateLimiter {
		const bucket = bucketFor(request);
		const { requestsInFlight, heldBack } = this.options;
		const limiter =
			this.limiters.get(bucket) ??
			new RateLimiter(this.limits.of(bucket), requestsInFlight, heldBack);
		this.limiters.set(bucket, limiter);
		return limiter;
	}

	/** Tells the execution's log about a long wait, once a minute. */
	private report(waitMs: number) {
		if (waitMs < LONG_WAIT_MS || Date.now() < this.nextReportAt) return;
		this.nextReportAt = Date.now() + LONG_WAIT_MS;
		const seconds = Math.round(waitMs / 1000);
		this.options.logger.warn(
			`Auth0’s rate limit was reached; waiting ${seconds} s before continuing.`,
		);
	}
}
