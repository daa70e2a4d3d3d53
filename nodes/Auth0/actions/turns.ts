interface Waiting<T> {
	item: T;
	keys: string[];
	/** How many of its keys an item before it still holds. */
	heldBack: number;
}

/**
 * Keeps the order of items that share a key. They arrive in any order; the turn of each comes when all
 * those before it have arrived, and those of them with one of its keys have left.
 */
export class Turns<T> {
	/** All that have arrived and not left, by index. */
	private readonly items = new Map<number, Waiting<T>>();
	/** The first item that has not arrived. */
	private expected = 0;
	/** The items with a key, in their order: the first holds it. */
	private readonly lines = new Map<string, number[]>();
	private readonly ready: number[] = [];

	/** How many have arrived and not left. */
	get size(): number {
		return this.items.size;
	}

	arrive(index: number, keys: string[], item: T): void {
		this.items.set(index, { item, keys: [...new Set(keys)], heldBack: 0 });
		for (;;) {
			const waiting = this.items.get(this.expected);
			if (!waiting) return;
			this.lineUp(this.expected++, waiting);
		}
	}

	/** The next item whose turn it is; undefined when there is none at present. */
	take(): { index: number; item: T } | undefined {
		const index = this.ready.shift();
		const waiting = index === undefined ? undefined : this.items.get(index);
		return index === undefined || !waiting ? undefined : { index, item: waiting.item };
	}

	/** Tells that an item has ended: those that waited for it move up. */
	leave(index: number): void {
		for (const key of this.items.get(index)?.keys ?? []) {
			const line = this.lines.get(key) ?? [];
			line.shift();
			const [first] = line;
			if (first === undefined) this.lines.delete(key);
			else this.moveUp(first);
		}
		this.items.delete(index);
	}

	private lineUp(index: number, waiting: Waiting<T>) {
		for (const key of waiting.keys) {
			const line = this.lines.get(key) ?? [];
			this.lines.set(key, line);
			line.push(index);
			if (line.length > 1) waiting.heldBack++;
		}
		if (waiting.heldBack === 0) this.ready.push(index);
	}

	private moveUp(index: number) {
		const waiting = this.items.get(index);
		if (waiting && --waiting.heldBack === 0) this.ready.push(index);
	}
}
