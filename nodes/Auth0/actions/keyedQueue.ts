interface Waiting<T> {
	item: T;
	keys: string[];
	/** How many of its keys an item before it still holds. */
	blockers: number;
}

/**
 * A queue that keeps the order of items that share a key. They are added in any order; each is ready when
 * all those before it have been added, and those of them with one of its keys are complete.
 */
export class KeyedQueue<T> {
	/** All that have been added and are not complete, by index. */
	private readonly items = new Map<number, Waiting<T>>();
	/** The first item that has not been added. */
	private expected = 0;
	/** The items with a key, in their order: the first holds it. */
	private readonly queues = new Map<string, number[]>();
	private readonly ready: number[] = [];

	/** How many have been added and are not complete. */
	get size(): number {
		return this.items.size;
	}

	add(index: number, keys: string[], item: T): void {
		this.items.set(index, { item, keys: [...new Set(keys)], blockers: 0 });
		for (;;) {
			const waiting = this.items.get(this.expected);
			if (!waiting) return;
			this.enqueue(this.expected++, waiting);
		}
	}

	/** Takes the next item that is ready; undefined when there is none at present. */
	shift(): { index: number; item: T } | undefined {
		const index = this.ready.shift();
		const waiting = index === undefined ? undefined : this.items.get(index);
		return index === undefined || !waiting ? undefined : { index, item: waiting.item };
	}

	/** Completes an item: those that waited for it alone are ready. */
	complete(index: number): void {
		for (const key of this.items.get(index)?.keys ?? []) {
			const queue = this.queues.get(key) ?? [];
			queue.shift();
			const [first] = queue;
			if (first === undefined) this.queues.delete(key);
			else this.unblock(first);
		}
		this.items.delete(index);
	}

	private enqueue(index: number, waiting: Waiting<T>) {
		for (const key of waiting.keys) {
			const queue = this.queues.get(key) ?? [];
			this.queues.set(key, queue);
			queue.push(index);
			if (queue.length > 1) waiting.blockers++;
		}
		if (waiting.blockers === 0) this.ready.push(index);
	}

	private unblock(index: number) {
		const waiting = this.items.get(index);
		if (waiting && --waiting.blockers === 0) this.ready.push(index);
	}
}
