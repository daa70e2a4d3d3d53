import { throwIfStopped } from './cancellation';
import { Stopwatch } from './stopwatch';
import type { Feedback, TenantLimit, Waiting } from './tenantLimit';

/** The most requests of one kind in flight, if the person names no other number. */
export const MAX_IN_FLIGHT = 20;

const START_IN_FLIGHT = 5;

type WaitingForTurn = Omit<Waiting, 'heldBack'>;

/**
 * Limits the requests of one kind that an execution sends. They are sent in the order in which they
 * come: as many at a time as the tenant keeps up with, and when the tenant's limit allows it. Until the
 * first answer, they go out one at a time.
 */
export class RateLimiter {
	/** The most requests in flight: one at first, then one more with each good answer. */
	private window = 1;
	private inFlight = 0;
	/** The permit that was given last. */
	private last = 0;
	/** The last permit that was given before the window was made smaller. */
	private decreasedAt = 0;
	private queue: Promise<unknown> = Promise.resolve();
	/** How many wait for a permit. */
	private waiting = 0;
	/** Since when the tenant has refused all, in epoch ms. */
	private refusedSince?: number;
	private released = () => {};

	/**
	 * @param limit what is known of the tenant's limit, for all who send such requests
	 * @param heldBack measures how long the limit, not a fault, lets requests wait
	 */
	constructor(
		private readonly limit: TenantLimit,
		private readonly maxInFlight = MAX_IN_FLIGHT,
		private readonly heldBack = new Stopwatch(),
	) {}

	/**
	 * Waits until one more request may be sent.
	 *
	 * @returns the permit of the request, to be given back to `release`; undefined when the tenant
	 * refuses such requests for longer
	 * @throws the reason of the signal that aborts
	 */
	async acquire(waiting: WaitingForTurn): Promise<number | undefined> {
		// It was long ago: nobody has tried since.
		if (this.inFlight === 0 && this.waiting === 0) this.refusedSince = undefined;
		const acquired = this.queue.then(async () => {
			await this.waitForRoom(waiting);
			return await this.acquireNext(waiting);
		});
		this.queue = acquired.catch(() => undefined);
		return await this.whileWaiting(acquired);
	}

	/**
	 * The same for a request that the tenant has refused: it goes before those that were not sent yet. Behind
	 * them, it would be refused after a long wait once more, when the limit allows one of many requests.
	 */
	async acquireAgain(waiting: WaitingForTurn): Promise<number | undefined> {
		return await this.whileWaiting(this.acquireNext(waiting));
	}

	/** Gives a permit back, and tells what became of its request. */
	release(permit: number, feedback: Feedback): void {
		this.inFlight--;
		this.limit.release(permit, feedback);
		const isRefused = feedback.retryAfterMs !== undefined;
		const isGood = !isRefused && !feedback.isFault;
		if (isGood) this.refusedSince = undefined;
		else if (isRefused) this.refusedSince ??= Date.now();
		if (isGood) this.increaseWindow();
		else if (permit > this.decreasedAt) this.decreaseWindow();
		this.released();
	}

	/** How long the tenant still refuses requests of this kind, in ms. */
	blockedForMs(): number {
		return this.limit.blockedForMs();
	}

	/** For how long the tenant has refused all requests of this kind, while there were any, in ms. */
	refusedForMs(now = Date.now()): number {
		return this.refusedSince === undefined ? 0 : now - this.refusedSince;
	}

	private async acquireNext(waiting: WaitingForTurn): Promise<number | undefined> {
		const permit = await this.limit.acquire({ ...waiting, heldBack: this.heldBack });
		if (permit === undefined) return undefined;
		this.inFlight++;
		this.last = permit;
		return permit;
	}

	private async whileWaiting<T>(acquired: Promise<T>): Promise<T> {
		this.waiting++;
		return await acquired.finally(() => this.waiting--);
	}

	private increaseWindow() {
		const wanted = this.window < START_IN_FLIGHT ? START_IN_FLIGHT : this.window + 1;
		this.window = Math.min(this.maxInFlight, wanted);
	}

	/** Once for all the requests that were in flight together. */
	private decreaseWindow() {
		this.decreasedAt = this.last;
		this.window = Math.max(1, Math.floor(this.window / 2));
	}

	private async waitForRoom({ maxWaitMs, stops }: WaitingForTurn): Promise<void> {
		while (this.inFlight >= this.window) {
			throwIfStopped(stops);
			if (this.blockedForMs() > maxWaitMs) return;
			await new Promise<void>((resolve) => (this.released = resolve));
		}
	}
}
