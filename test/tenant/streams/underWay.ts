/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own, not part of the package */
import { setMaxListeners } from 'events';

import { sleep } from 'n8n-workflow';

/** Each of many requests at a time listens for its end, which Node.js would take for a leak. */
function forMany(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

/** What the tenant does beside its answers, and what a reset ends. */
export class UnderWay {
	private readonly works = new Set<Promise<void>>();
	private abort = forMany();

	/** Goes on with some work, whoever waits for it. */
	start(work: (signal: AbortSignal) => Promise<void>): void {
		const { signal } = this.abort;
		const running = work(signal)
			.catch((error) => {
				if (!signal.aborted) throw error;
			})
			.finally(() => this.works.delete(running));
		this.works.add(running);
	}

	/** Settles once nothing is under way any more. */
	async settled(): Promise<void> {
		while (this.works.size > 0) await Promise.all(this.works);
	}

	/** Ends all of it. */
	stop(): void {
		this.abort.abort();
		this.abort = forMany();
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
