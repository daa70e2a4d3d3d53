import { project } from './connections';
import { badRequest } from './errors';
import { anyAt, compileQuery } from './lucene';
import { checkFirstThousand } from './paging';
import type { ListUsersQuery } from './schemas';
import type { User, Users } from './users';

/** How many results are kept: pages are asked for one after the other, or a few in turn. */
const MAX_KEPT = 20;

/**
 * Searches the users. What was sorted and found is kept until a user changes, so that going
 * through thousands of users page by page does not sort all of them for each page.
 */
export class UserSearch {
	private version = -1;
	private readonly kept = new Map<string, User[]>();

	constructor(private readonly users: Users) {}

	/**
	 * The answer of GET /users: an array, or a summary with totals [get_users].
	 *
	 * @throws ApiError 400 invalid_paging beyond the first 1,000 results
	 */
	list(query: ListUsersQuery): object {
		checkFirstThousand(query);
		if (query.search_engine === 'v1') {
			throw badRequest('You are not allowed to use search_engine=v1.');
		}
		if (query.search_engine === 'v2') {
			throw badRequest(
				'You are not allowed to use search_engine=v2. Use search_engine=v3 instead.',
			);
		}
		const found = this.find(query.q ?? '', query.sort ?? '');
		const { page = 0, per_page: limit = 50, include_totals: hasTotals } = query;
		const start = page * limit;
		const users = found.slice(start, start + limit).map((user) => select(user, query));
		if (!hasTotals) return users;
		return { start, limit, length: users.length, total: found.length, users };
	}

	private find(q: string, sort: string): User[] {
		const { index } = this.users;
		const { version } = index;
		if (this.version !== version) this.kept.clear();
		this.version = version;
		const sorted = () => this.keep(sort, () => sortBy(index.all(), sort));
		if (!q) return sorted();
		return this.keep(`${sort} ${q}`, () => {
			const matches = compileQuery(q);
			return sorted().filter(matches);
		});
	}

	private keep(key: string, find: () => User[]): User[] {
		const found = this.kept.get(key) ?? find();
		this.kept.delete(key);
		this.kept.set(key, found);
		const [oldest] = this.kept.keys();
		if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
		return found;
	}
}

/** Keeps or leaves out the fields that a query names. */
export function select(
	record: object,
	{ fields, include_fields: include }: { fields?: string; include_fields?: boolean },
): object {
	return fields ? project(record, fields, include) : record;
}

/**
 * Sorts records by `field:1` or `field:-1`; no order at all leaves them as they are.
 * @throws ApiError 400 when the order has not that form
 */
export function sortBy<T extends object>(records: readonly T[], sort: string): T[] {
	if (sort === '') return [...records];
	const [, field = '', order] = /^([\w.]+):(-?1)$/.exec(sort) ?? [];
	if (!field) throw badRequest('The sort parameter is not valid.', 'invalid_query');
	const direction = Number(order);
	const path = field.split('.');
	const keyFor = (record: T) => {
		let key: unknown;
		anyAt(record, path, (value) => {
			key = value;
			return true;
		});
		return key;
	};
	return records
		.map((record) => ({ record, key: keyFor(record) }))
		.sort((one, other) => compare(one.key, other.key, direction))
		.map(({ record }) => record);
}

/** Numbers by their value, everything else as text; what is missing comes last either way. */
function compare(one: unknown, other: unknown, direction: number): number {
	if (one === undefined || other === undefined) {
		return Number(one === undefined) - Number(other === undefined);
	}
	if (typeof one === 'number' && typeof other === 'number') return direction * (one - other);
	const [text, otherText] = [String(one), String(other)];
	if (text === otherText) return 0;
	return text < otherText ? -direction : direction;
}
