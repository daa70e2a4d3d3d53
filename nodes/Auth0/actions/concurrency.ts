/** How to carry out many items. */
export interface Schedule<T> {
	count: number;
	/** The most items at the same time. */
	limit: number;
	/** Items with the same key are carried out one after another; those without one, at any time. */
	keyOf(index: number): string | undefined;
	/** Carries out one item. When it throws, no further item is started. */
	carryOut(index: number): Promise<T>;
	signal?: AbortSignal;
}

/** What became of the items, by index; an item that was not carried out is in neither. */
export interface Results<T> {
	done: Map<number, T>;
	failed: Map<number, unknown>;
}

/**
 * Carries out items, several at the same time, until all are done, one fails, or the signal aborts.
 * Items are started in their order, save that one whose key is in use lets others pass.
 *
 * @returns when everything that was started has ended; it never rejects
 */
export async function inParallel<T>(schedule: Schedule<T>): Promise<Results<T>> {
	const { limit, carryOut, signal } = schedule;
	const queue = new Queue(schedule);
	const done = new Map<number, T>();
	const failed = new Map<number, unknown>();
	let running = 0;

	const runOne = async (index: number) => {
		try {
			done.set(index, await carryOut(index));
		} catch (error) {
			failed.set(index, error);
		}
		queue.release(index);
	};
	await new Promise<void>((resolve) => {
		const startMore = () => {
			while (running < limit && failed.size === 0 && !signal?.aborted) {
				const index = queue.take();
				if (index === undefined) break;
				running++;
				void runOne(index).then(() => {
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

// Items that wait for another with the same key: enough to find work for all, and a bound for memory.
const LOOK_AHEAD = 1000;

/** Hands out the items in their order, past those that wait for another with the same key. */
class Queue {
	private next = 0;
	private readonly keys = new Map<number, string>();
	/** The items that wait, by the key that is in use. */
	private readonly waiting = new Map<string, number[]>();
	private waitingCount = 0;
	/** The items that have waited. */
	private readonly freed: number[] = [];

	constructor(private readonly schedule: Pick<Schedule<unknown>, 'count' | 'keyOf'>) {}

	/** The next item that can be started; undefined when there is none at present. */
	take(): number | undefined {
		const freed = this.freed.shift();
		if (freed !== undefined) return freed;
		while (this.next < this.schedule.count && this.waitingCount < LOOK_AHEAD) {
			const index = this.next++;
			const key = this.schedule.keyOf(index);
			if (key === undefined) return index;
			this.keys.set(index, key);
			const others = this.waiting.get(key);
			if (!others) {
				this.waiting.set(key, []);
				return index;
			}
			others.push(index);
			this.waitingCount++;
		}
		return undefined;
	}

	/** Tells that an item has ended: the next with its key can be started. */
	release(index: number): void {
		const key = this.keys.get(index);
		if (key === undefined) return;
		this.keys.delete(index);
		const successor = this.waiting.get(key)?.shift();
		if (successor === undefined) {
			this.waiting.delete(key);
			return;
		}
		this.waitingCount--;
		this.freed.push(successor);
	}
}
