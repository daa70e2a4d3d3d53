import { KeyedQueue } from './keyedQueue';

/** How to run many items. */
interface Schedule<T> {
	count: number;
	/** The most items at the same time. */
	limit: number;
	/** Looks at many items at once, before any of them is got ready; by default, none are. */
	lookAhead?: LookAhead;
	/**
	 * Gets an item ready, and finds out what it writes to. It does not throw: what is wrong with an item
	 * is said when it is run.
	 */
	prepare(index: number): Prepared<T> | Promise<Prepared<T>>;
	signal?: AbortSignal;
}

/** What makes getting many items ready cheaper. */
interface LookAhead {
	/** How many items it looks at. */
	size: number;
	/** Looks at the items from one index up to another. It does not throw. */
	look(from: number, to: number): Promise<void>;
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
const MAX_READY = 1000;

// What was found out about an item gets old until it is run.
const MAX_LOOKED_AT = 300;

/**
 * Runs items, several at the same time, until all are done, one fails, or the signal aborts.
 * Items are started in their order, save that one that writes to the same as one before lets others
 * pass. None is started before it is known what all those before it write to. To look ahead counts as an
 * item; it is done when there is nothing else to start.
 *
 * @returns when everything that was started has ended; it never rejects
 */
export async function inParallel<T>(schedule: Schedule<T>): Promise<Results<T>> {
	const { count, limit, prepare, signal, lookAhead } = schedule;
	const queue = new KeyedQueue<Prepared<T>>();
	const done = new Map<number, T>();
	const failed = new Map<number, unknown>();
	/** The first item of each part that was looked at. */
	const lookedAt = new Set<number>();
	let nextToLook = 0;
	let next = 0;
	let running = 0;

	const prepareItem = async (index: number) => {
		const prepared = await prepare(index);
		queue.add(index, prepared.keys, prepared);
	};
	const look = async ({ size, look: lookAt }: LookAhead) => {
		const from = nextToLook;
		nextToLook = Math.min(count, from + size);
		await lookAt(from, nextToLook);
		lookedAt.add(from);
	};
	const run = async (index: number, prepared: Prepared<T>) => {
		try {
			done.set(index, await prepared.run());
		} catch (error) {
			failed.set(index, error);
		}
		queue.complete(index);
	};
	const canPrepare = () =>
		next < count &&
		queue.size < MAX_READY &&
		(lookAhead === undefined || lookedAt.has(next - (next % lookAhead.size)));
	/** Starts what can be done now: an item that is ready comes before a new one. */
	const startNext = (): Promise<void> | undefined => {
		const ready = queue.shift();
		if (ready) return run(ready.index, ready.item);
		if (canPrepare()) return prepareItem(next++);
		if (lookAhead === undefined || nextToLook === count) return undefined;
		const waiting = nextToLook - done.size - failed.size;
		return waiting + lookAhead.size > MAX_LOOKED_AT ? undefined : look(lookAhead);
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
