import { backoffMs } from './retry';

const FAILURES_OF_AN_OUTAGE = 3;
const OPEN_AFTER_MS = 2 * 60_000;

/**
 * Notices that a tenant is down, by the requests that failed in a row, after all their retries. For two
 * minutes all wait before each attempt, so that a short outage costs few items; then the circuit is open,
 * and each is sent once and without waiting, so that a long run does not wait out every retry of every
 * item.
 */
export class CircuitBreaker {
	/** In a row. */
	private failures = 0;
	private faultySince?: number;

	/** Whether the tenant has been down for so long that no request is sent again. */
	get isOpen(): boolean {
		const { faultySince = Infinity } = this;
		return this.isTripped && Date.now() - faultySince > OPEN_AFTER_MS;
	}

	private get isTripped(): boolean {
		return this.failures >= FAILURES_OF_AN_OUTAGE;
	}

	/** How long to wait before the next attempt of any request, in ms. */
	pauseMs(): number {
		const isPaused = this.isTripped && !this.isOpen;
		return isPaused ? backoffMs(this.failures + FAILURES_OF_AN_OUTAGE) : 0;
	}

	/** The tenant has answered: it is not down. */
	recordAnswer(): void {
		this.failures = 0;
		this.faultySince = undefined;
	}

	/** An attempt met a fault. */
	recordFault(): void {
		this.faultySince ??= Date.now();
	}

	/** A request that can be sent again is not, as all of its attempts met faults. */
	recordFailure(): void {
		this.failures++;
	}
}
