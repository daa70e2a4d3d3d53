import { isRecord } from './answers';
import type { Page, PageReader } from './page';

/**
 * Walks through a list by page numbers: as long as pages are full, and up to the total where Auth0
 * says it. A total that is less than what was returned counts for nothing.
 *
 * @param start the number of the first page, from 0
 * @throws NodeApiError for a list that repeats itself, and for one of which Auth0 returned less than
 * the total
 */
export async function* numberedPages<T>(
	reader: PageReader<T>,
	start = 0,
): AsyncGenerator<Page<T>, void> {
	let returned = 0;
	let before = '';
	for (let page = start; ; page++) {
		const number = page;
		const { rows, total = -1 } = await reader.fetch((size) => ({ page: number, per_page: size }));
		returned += rows.length;
		const end = start * reader.size + returned;
		if (rows.length === 0 && end < total) throw reader.shortfall(end, total);
		const content = rows.some(hasId) ? JSON.stringify(rows) : '';
		if (content !== '' && content === before) throw reader.repetition();
		before = content;
		const hasMore = total >= end ? total > end : rows.length >= reader.size;
		yield { rows, ...(hasMore && { next: String(page + 1) }) };
		if (!hasMore) return;
	}
}

/** Whether a row names what it is, so that it stands in the list once. */
const hasId = (row: unknown) =>
	isRecord(row) && Object.keys(row).some((name) => /^(?:.*_)?id$/.test(name));
