import { isRecord } from './answers';
import type { Page, PageReader } from './page';
import { numberedPages } from './pageNumbers';

// More in a row without a single row is no list that ends.
const MAX_EMPTY_PAGES = 10;

/**
 * Walks through a list from one checkpoint to the next. Where the list is the rows alone, the next
 * page begins at the ID of the last row.
 *
 * Source: the checkpoint pagination of the Management API; get_logs and the deliveries of an event
 * stream answer an array.
 *
 * @param start the checkpoint to begin at
 * @param wanted how many rows are wanted at most
 * @throws NodeApiError for a list that repeats itself, or that does not say how it goes on
 */
export async function* checkpointPages<T>(
	reader: PageReader<T>,
	start?: string,
	wanted = Infinity,
): AsyncGenerator<Page<T>, void> {
	const checkpoints = new Set<string>();
	const bare = new BareList(reader);
	let emptyPages = 0;
	for (let from = start; ;) {
		if (from !== undefined) checkpoints.add(from);
		const position = from;
		const answer = await reader.fetch((take) => ({
			take,
			...(position !== undefined && { from: position }),
		}));
		const { rows, isBare } = answer;
		if (isBare && position === undefined && rows.length < wanted && isNewestFirst(rows)) {
			// From here, checkpoints lead to newer rows only, which are read already.
			return yield* Number.isFinite(wanted) ? numberedPages(reader) : pagesFromOldest(reader);
		}
		const page: Page<T> = isBare ? bare.add(rows, position) : answer;
		yield page;
		if (page.next === undefined) return;
		emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0;
		if (checkpoints.has(page.next) || emptyPages >= MAX_EMPTY_PAGES) throw reader.repetition();
		from = page.next;
	}
}

/** Log IDs are numbers of one length, in the order of the events. */
function isNewestFirst(rows: unknown[]): boolean {
	const [first = '', last = ''] = [idOf(rows[0]), idOf(rows.at(-1))];
	return /^\d+$/.test(first) && first.length === last.length && first > last;
}

/** As `checkpointPages`, from the oldest row that a search finds. */
async function* pagesFromOldest<T>(reader: PageReader<T>): AsyncGenerator<Page<T>, void> {
	const { rows } = await reader.fetch((size) => ({ page: 0, per_page: size, sort: 'date:1' }));
	// The date is some seconds out of order; the ID is not.
	const byId = rows.sort((a, b) => (idOf(a) ?? '').localeCompare(idOf(b) ?? ''));
	const oldest = byId.slice(0, 1);
	yield { rows: oldest, next: idOf(oldest[0]) };
	yield* checkpointPages(reader, idOf(oldest[0]));
}

/** A list whose pages are the rows alone, so that their IDs are the checkpoints. */
class BareList<T> {
	private readonly given = new Set<string>();

	constructor(private readonly reader: PageReader<T>) {}

	/**
	 * Adds the next page of the list.
	 *
	 * @returns its rows, and where the page behind it begins
	 * @throws NodeApiError when a row was on a page before, or when there is no way on
	 */
	add(answered: T[], from?: string): Page<T> {
		// Some begin with the checkpoint itself, others behind it.
		const rows = from !== undefined && idOf(answered[0]) === from ? answered.slice(1) : answered;
		if (rows.length === 0) return { rows };
		const ids = rows.map(idOf).filter((id) => id !== undefined);
		if (ids.some((id) => this.given.has(id))) throw this.reader.repetition();
		for (const id of ids) this.given.add(id);
		const next = idOf(rows.at(-1));
		if (next === undefined && rows.length >= this.reader.size) throw this.reader.deadEnd();
		return { rows, next };
	}
}

/** The ID of a row; undefined when it has none. */
function idOf(row: unknown): string | undefined {
	const found = isRecord(row) ? (row.log_id ?? row.id) : undefined;
	return (typeof found === 'string' && found !== '') || typeof found === 'number'
		? String(found)
		: undefined;
}
