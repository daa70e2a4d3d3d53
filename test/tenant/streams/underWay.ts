import { sleep } from 'n8n-workflow';

/** What the tenant does beside its answers, and what a reset ends. */
export class UnderWay {
	/** Each with what ends it: Node.js warns of a leak where many listen to one signal. */
	private readonly works = new Map<Promise<void>, AbortController>();

	/** Goes on with some work, whoever waits for it. */
	start(work: (signal: AbortSignal) => Promise<void>): void {
		const abort = new AbortController();
		const running = work(abort.signal)
			.catch((error) => {
				if (!abort.signal.aborted) throw error;
			})
			.finally(() => this.works.delete(running));
		this.works.set(running, abort);
	}

	/** Settles once nothing is under way any more. */
	async settled(): Promise<void> {
		while (this.works.size > 0) await Promise.all(this.works.keys());
	}

	/** Ends all of it. */
	stop(): void {
		for (const abort of this.works.values()) abort.abort();
		this.works.clear();
	}
}

/**
 * Tries until it is done, or there is no use in it.
 *
 * @param attempt gets the number of the attempt, from 1 on
 * @param waits how long to wait before each further attempt, in milliseconds
 */
export async function retry(
	attempt: (number: number) => Promise<'done' | 'again' | 'in vain'>,
	waits: number[],
	signal: AbortSignal,
): Promise<boolean> {
	let outcome = await attempt(1);
	for (const [index, milliseconds] of waits.entries()) {
		if (outcome !== 'again') break;
		await sleep(milliseconds);
		signal.throwIfAborted();
		outcome = await attempt(index + 2);
	}
	return outcome === 'done';
}
