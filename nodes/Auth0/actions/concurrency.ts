import { KeyedQueue } from './keyedQueue';

/** How to run many items. */
interface Schedule<T> {
	count: number;
	/** The most items at the same time. */
	limit: number;
	/**
	 * Gets an item ready, and finds out what it writes to. It does not throw: what is wrong with an item
	 * is said when it is run.
	 */
	prepare(index: number): Prepared<T> | Promise<Prepared<T>>;
	signal?: AbortSignal;
}

/** An item that is ready. */
interface Prepared<T> {
	/**
	 * What it writes to: items that share one of these are run one after another, in their order;
	 * those without any, at any time.
	 */
	keys: string[];
	/** Runs it. When it throws, no further item is started. */
	run(): Promise<T>;
}

/** What became of the items, by index; an item that was not run is in neither. */
interface Results<T> {
	done: Map<number, T>;
	failed: Map<number, unknown>;
}

// Items that are ready and wait for others: enough to find work for all, and a bound for memory.
const LOOK_AHEAD = 1000;

/**
 * Runs items, several at the same time, until all are done, one fails, or the signal aborts.
 * Items are started in their order, save that one that writes to the same as one before lets others
 * pass. None is started before it is known what all those before it write to.
 *
 * @returns when everything that was started has ended; it never rejects
 */
export async function inParallel<T>(schedule: Schedule<T>): Promise<Results<T>> {
	const { count, limit, prepare, signal } = schedule;
	const queue = new KeyedQueue<Prepared<T>>();
	const done = new Map<number, T>();
	const failed = new Map<number, unknown>();
	let next = 0;
	let running = 0;

	const prepareItem = async (index: number) => {
		const prepared = await prepare(index);
		queue.add(index, prepared.keys, prepared);
	};
	const run = async (index: number, prepared: Prepared<T>) => {
		try {
			done.set(index, await prepared.run());
		} catch (error) {
			failed.set(index, error);
		}
		queue.complete(index);
	};
	/** Starts what can be done now: an item that is ready comes before a new one. */
	const startNext = (): Promise<void> | undefined => {
		const ready = queue.shift();
		if (ready) return run(ready.index, ready.item);
		return next < count && queue.size < LOOK_AHEAD ? prepareItem(next++) : undefined;
	};
	await new Promise<void>((resolve) => {
		const startMore = () => {
			while (running < limit && failed.size === 0 && !signal?.aborted) {
				const step = startNext();
				if (!step) break;
				running++;
				void step.then(() => {
					running--;
					startMore();
				});
			}
			if (running === 0) resolve();
		};
		startMore();
	});
	return { done, failed };
}
