/** So long after an entry was made, no other process that read without it can still write. */
const SETTLED_MS = 500;

/**
 * The entries that another process may overwrite yet: n8n reads and writes its list of them whole, so a
 * process that reads before and writes after loses them.
 */
export class Unsettled {
	/** When the entry was made last, by the id. */
	private readonly madeAt = new Map<string, number>();

	constructor(private readonly max: number) {}

	get ids(): Iterable<string> {
		return this.madeAt.keys();
	}

	get isEmpty(): boolean {
		return this.madeAt.size === 0;
	}

	clear(): void {
		this.madeAt.clear();
	}

	/**
	 * Takes in what came of a check.
	 *
	 * @param ids all that were checked
	 * @param missing those that n8n did not have, and has now
	 */
	update(ids: Iterable<string>, missing: Set<string>, begin: number, end: number): void {
		for (const id of ids) {
			const madeAt = this.madeAt.get(id);
			if (missing.has(id)) this.make(id, end);
			else if (madeAt !== undefined && begin - madeAt >= SETTLED_MS) this.madeAt.delete(id);
		}
	}

	private make(id: string, at: number): void {
		this.madeAt.delete(id);
		this.madeAt.set(id, at);
		const [oldest] = this.madeAt.keys();
		if (oldest !== undefined && this.madeAt.size > this.max) this.madeAt.delete(oldest);
	}
}
