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

interface CheckpointOptions<T> {
	show?: Show<T>;
	/** Whether the last page with items names a next one, which is empty. */
	namesEmptyPage?: boolean;
}

/** The checkpoint after an item, which says nothing to whoever gets it. */
export const toCheckpoint = (id: string) => Buffer.from(`after,${id}`).toString('base64url');

/**
 * One page of a list by checkpoint: it starts after the item that `from` is about, and names the
 * checkpoint of the next page, as long as there is one.
 *
 * @throws ApiError 400 for a checkpoint that is not there
 */
export function checkpointOf<T>(
	items: readonly T[],
	key: string,
	{ from, take = DEFAULT_PAGE_SIZE, include_totals: hasTotals }: CheckpointQuery,
	idOf: (item: T) => string,
	{ show = (item) => item, namesEmptyPage = false }: CheckpointOptions<T> = {},
): object {
	const before = items.findIndex((item) => toCheckpoint(idOf(item)) === from);
	if (from !== undefined && before === -1) throw badRequest('The from parameter is not valid.');
	const start = before + 1;
	const shown = items.slice(start, start + take);
	const last = shown.at(-1);
	const hasNext = namesEmptyPage || start + take < items.length;
	return {
		[key]: shown.map((item) => show(item)),
		...(hasNext && last !== undefined && { next: toCheckpoint(idOf(last)) }),
		...(hasTotals && namesEmptyPage && { total: items.length }),
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
		: checkpointOf(items, key, query, idOf, { show });
}

/** @throws ApiError 400 invalid_paging for a page beyond the first 1,000 results */
export function checkFirstThousand({ page = 0, per_page: limit = DEFAULT_PAGE_SIZE }: PageQuery) {
	if ((page + 1) * limit <= MAX_RESULTS) return;
	throw badRequest(
		'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation',
		'invalid_paging',
	);
}
