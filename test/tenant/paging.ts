import { badRequest } from './errors';
import type { CheckpointQuery, PageQuery } from './schemas';

const DEFAULT_PAGE_SIZE = 50;
const MAX_RESULTS = 1000;

type Show<T> = (item: T) => unknown;

/**
 * One page of a list by number: an array, or a summary with totals under the name of the list.
 */
export function pageOf<T>(
	items: readonly T[],
	key: string,
	query: PageQuery,
	show: Show<T> = (item) => item,
): object {
	const { page = 0, per_page: limit = DEFAULT_PAGE_SIZE } = query;
	const start = page * limit;
	const shown = items.slice(start, start + limit).map((item) => show(item));
	return query.include_totals ? { start, limit, total: items.length, [key]: shown } : shown;
}

/**
 * One page of a list by checkpoint: it starts after the item `from`, and names the one that the
 * next page starts after, as long as there is one.
 *
 * @throws ApiError 400 for a checkpoint that is not there
 */
export function checkpointOf<T>(
	items: readonly T[],
	key: string,
	{ from, take = DEFAULT_PAGE_SIZE }: CheckpointQuery,
	idOf: (item: T) => string,
	show: Show<T> = (item) => item,
): object {
	const start = from === undefined ? 0 : items.findIndex((item) => idOf(item) === from) + 1;
	if (from !== undefined && start === 0) throw badRequest('The from parameter is not valid.');
	const shown = items.slice(start, start + take);
	const last = shown.at(-1);
	const more = start + take < items.length;
	return {
		[key]: shown.map((item) => show(item)),
		...(more && last !== undefined && { next: idOf(last) }),
	};
}

/** A page by number, or by checkpoint for a query that asks so. */
export function listOf<T>(
	items: readonly T[],
	key: string,
	query: PageQuery & CheckpointQuery,
	idOf: (item: T) => string,
	show?: Show<T>,
): object {
	return query.from === undefined && query.take === undefined
		? pageOf(items, key, query, show)
		: checkpointOf(items, key, query, idOf, show);
}

/** @throws ApiError 400 invalid_paging for a page beyond the first 1,000 results */
export function checkFirstThousand({ page = 0, per_page: limit = DEFAULT_PAGE_SIZE }: PageQuery) {
	if ((page + 1) * limit <= MAX_RESULTS) return;
	throw badRequest(
		'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
		'invalid_paging',
	);
}
