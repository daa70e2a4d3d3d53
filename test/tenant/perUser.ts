/** Lists of what hangs on the users of the tenant, one list for each user. */
export class PerUser<T> {
	private readonly lists = new Map<string, readonly T[]>();

	/** In the order in which it was added. */
	of(userId: string): readonly T[] {
		return this.lists.get(userId) ?? [];
	}

	/** Those of all users. */
	all(): readonly T[] {
		return [...this.lists.values()].flat();
	}

	add(userId: string, ...items: T[]): void {
		this.lists.set(userId, [...this.of(userId), ...items]);
	}

	/** Removes those for which the condition holds, which is always if none is given. */
	remove(userId: string, condition: (item: T) => boolean = () => true): void {
		this.lists.set(
			userId,
			this.of(userId).filter((item) => !condition(item)),
		);
	}

	forget(userId: string): void {
		this.lists.delete(userId);
	}

	clear(): void {
		this.lists.clear();
	}
}
