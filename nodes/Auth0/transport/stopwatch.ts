/** Measures how long at least one of several things goes on: times that overlap count once. */
export class Stopwatch {
	private running = 0;
	private startedAt = 0;
	private totalMs = 0;

	/** The time so far, without what still goes on. */
	get ms(): number {
		return this.totalMs;
	}

	/** Does work, and measures it. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		if (this.running++ === 0) this.startedAt = Date.now();
		try {
			return await work();
		} finally {
			if (--this.running === 0) this.totalMs += Date.now() - this.startedAt;
		}
	}
}
