import { checkpointPages } from './checkpoint';
import type { ManagementApi } from './managementApi';
import { PAGE_SIZE, PageReader, type ListRequest, type Page } from './page';
import { numberedPages } from './pageNumbers';

/**
 * Reads a list up to a number of rows, in as few requests as possible.
 *
 * @param limit how many rows to return at most
 * @throws as `pagesOf` does
 */
export async function readList<T>(
	api: ManagementApi,
	{ maxRows = Infinity, ...list }: ListRequest<T>,
	limit = Infinity,
): Promise<T[]> {
	const wanted = Math.min(limit, maxRows);
	const rows: T[] = [];
	for await (const page of pagesOf(api, list, wanted)) {
		for (const row of page.rows) rows.push(row);
		if (rows.length >= wanted) break;
	}
	return rows.slice(0, wanted);
}

/**
 * Walks through the pages of a list.
 *
 * @param wanted how many rows are wanted at most
 * @throws NodeApiError as `ManagementApi.request` does; for a list that repeats itself, and for one
 * of which Auth0 returned less than it says that there is
 */
export function pagesOf<T>(
	api: ManagementApi,
	{ isCheckpoint = false, start, pageSize = PAGE_SIZE, ...list }: ListRequest<T>,
	wanted = Infinity,
): AsyncGenerator<Page<T>, void> {
	// A page number counts pages of this size.
	const size = start === undefined || isCheckpoint ? Math.min(pageSize, wanted) : pageSize;
	const reader = new PageReader(api, list, size);
	return isCheckpoint
		? checkpointPages(reader, start, wanted)
		: numberedPages(reader, Number(start ?? 0));
}
