import { project } from './connections';
import { badRequest } from './errors';
import { compileQuery } from './lucene';
import type { ListUsersQuery } from './schemas';
import type { User } from './users';

const DEFAULT_PAGE_SIZE = 50;
const MAX_RESULTS = 1000;

/**
 * The answer of GET /users: an array, or a summary with totals [get_users].
 *
 * @throws ApiError 400 invalid_paging beyond the first 1,000 results
 */
export function searchUsers(users: User[], query: ListUsersQuery): object {
	const { page = 0, per_page: limit = DEFAULT_PAGE_SIZE } = query;
	if ((page + 1) * limit > MAX_RESULTS) {
		throw badRequest(
			'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
			'invalid_paging',
		);
	}
	if (query.search_engine === 'v1') {
		throw badRequest('You are not allowed to use search_engine=v1.');
	}
	if (query.search_engine === 'v2') {
		throw badRequest('You are not allowed to use search_engine=v2. Use search_engine=v3 instead.');
	}
	const found = query.q ? users.filter(compileQuery(query.q)) : [...users];
	if (query.sort) found.sort(comparator(query.sort));
	const start = page * limit;
	const shown = found.slice(start, start + limit).map((user) => select(user, query));
	if (!query.include_totals) return shown;
	return { start, limit, length: shown.length, total: found.length, users: shown };
}

/** Keeps or leaves out the fields that a query names. */
export function select(
	user: User,
	{ fields, include_fields: include }: { fields?: string; include_fields?: boolean },
): object {
	return fields ? project(user, fields, include) : user;
}

/** @throws ApiError 400 when `sort` has not the form `field:1` or `field:-1` */
function comparator(sort: string) {
	const [, field, order] = /^([\w.]+):(-?1)$/.exec(sort) ?? [];
	if (!field) throw badRequest('The sort parameter is not valid.', 'invalid_query');
	const direction = Number(order);
	const key = (user: User) =>
		String(Object.entries(user).find(([name]) => name === field)?.[1] ?? '');
	return (a: User, b: User) => {
		const [one, other] = [key(a), key(b)];
		if (one === other) return 0;
		return one < other ? -direction : direction;
	};
}
