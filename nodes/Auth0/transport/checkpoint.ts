import type { Page, PageReader } from './page';
import { numberedPages } from './pageNumbers';

// More in a row without a single row is no list that ends.
const MAX_EMPTY_PAGES = 10;

/**
 * Walks through a list from one checkpoint to the next. Where the list is the rows alone, the next
 * page begins at the ID of the last row.
 *
 * @see https://auth0.com/docs/api/management/v2
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
		const { oldestFirst } = reader;
		const isFirst = isBare && position === undefined;
		if (isFirst && oldestFirst && rows.length < wanted && isNewestFirst(reader, rows)) {
			// From here, checkpoints lead to newer rows only, which are read already.
			return yield* Number.isFinite(wanted)
				? numberedPages(reader)
				: pagesFromOldest(reader, oldestFirst);
		}
		const page: Page<T> = isBare ? bare.add(rows, position) : answer;
		yield page;
		if (page.next === undefined) return;
		emptyPages = page.rows.length === 0 ? emptyPages + 1 : 0;
		if (checkpoints.has(page.next) || emptyPages >= MAX_EMPTY_PAGES) throw reader.repetition();
		from = page.next;
	}
}

/** Whether the IDs of the rows, which are in the order of their age, go down. */
function isNewestFirst<T>({ idOf }: PageReader<T>, rows: T[]): boolean {
	const [first = '', last = ''] = [idOf(rows[0]), idOf(rows.at(-1))];
	return first.length === last.length && first > last;
}

/** As `checkpointPages`, from the oldest row that a search finds. */
async function* pagesFromOldest<T>(
	reader: PageReader<T>,
	sort: string,
): AsyncGenerator<Page<T>, void> {
	const { idOf } = reader;
	const { rows } = await reader.fetch((size) => ({ page: 0, per_page: size, sort }));
	// What Auth0 sorts by can be some seconds out of order; the ID is not.
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
		const { idOf } = this.reader;
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
