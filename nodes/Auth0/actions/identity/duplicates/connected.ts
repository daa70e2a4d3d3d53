/** An account, and what it can have in common with others. */
export interface Account {
	id: string;
	values: string[];
	connections: string[];
}

/** The accounts of one person, in the order in which they were given. */
export interface Group {
	ids: string[];
	/** What two of them at least have in common. */
	shared: string[];
}

/**
 * Finds the people among accounts: two with a value in common are those of one person, and so are all that are
 * connected by others.
 *
 * @returns in the order of their first accounts; also who has a single one
 */
export function connected(accounts: Account[]): Array<Group & { connections: Set<string> }> {
	const holders = new Map<string, number[]>();
	accounts.forEach(({ values }, index) => {
		for (const value of values) {
			const indexes = holders.get(value) ?? [];
			holders.set(value, indexes);
			indexes.push(index);
		}
	});
	const seen = new Set<number>();
	return accounts.flatMap((_account, start) => {
		if (seen.has(start)) return [];
		seen.add(start);
		const members = [start];
		const shared: string[] = [];
		// It grows while it is gone through.
		for (const member of members) {
			for (const value of accounts[member]?.values ?? []) {
				const others = holders.get(value) ?? [];
				// Each value leads to all who have it, once.
				holders.delete(value);
				if (others.length > 1) shared.push(value);
				for (const other of others) {
					if (!seen.has(other)) members.push(other);
					seen.add(other);
				}
			}
		}
		const own = members.sort((one, other) => one - other).flatMap((index) => accounts[index] ?? []);
		const connections = new Set(own.flatMap((account) => account.connections));
		return [{ ids: own.map(({ id }) => id), shared, connections }];
	});
}
