interface Change<T> {
	at: number;
	id: string;
	user?: T;
}

/** The users as the search knows them: as they were some time ago, when it lags behind. */
export class SearchIndex<T> {
	/** How far it is behind, in milliseconds. */
	lagMs = 0;
	private readonly byId = new Map<string, T>();
	private waiting: Array<Change<T>> = [];
	private changes = 0;

	/** Changes whenever what is found can be different. */
	get version(): number {
		this.catchUp();
		return this.changes;
	}

	all(): T[] {
		this.catchUp();
		return [...this.byId.values()];
	}

	/** A user was created or changed; without one, deleted. */
	record(id: string, user?: T): void {
		this.waiting.push({ at: Date.now(), id, user });
	}

	clear(): void {
		this.byId.clear();
		this.waiting = [];
		this.changes += 1;
	}

	private catchUp() {
		const first = this.waiting.findIndex(({ at }) => at + this.lagMs > Date.now());
		const due = this.waiting.splice(0, first === -1 ? this.waiting.length : first);
		for (const { id, user } of due) {
			if (user === undefined) this.byId.delete(id);
			else this.byId.set(id, user);
		}
		this.changes += due.length;
	}
}
