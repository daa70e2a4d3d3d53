import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { connect } from '../transport/connection';
import type { ListRequest } from '../transport/page';
import { pagesOf } from '../transport/paging';
import { INTERACTIVE } from '../transport/retry';

// A person waits for them, and a small tenant allows two requests a second.
const MAX_PAGES = 20;

/** A list of the tenant, and how its entries are shown. */
interface TenantList<T> {
	/** The list; of what has the text in its name, where Auth0 searches by name itself. */
	list(name?: string): ListRequest<T>;
	isSearched?: boolean;
	/** Whether an entry is one to choose; by default all are. */
	isShown?(entry: T): boolean;
	toItem(entry: T): INodeListSearchItems;
}

/** A method that fills “From List”, as n8n calls it. */
export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Makes the method that fills “From List”, a page at a time. Where Auth0 does not search itself, pages
 * are read up to a bound when there is a text to look for; the last result says when there are more.
 *
 * The method throws NodeApiError, also when the application lacks the permission.
 */
export function searchOf<T>({
	list,
	isSearched = false,
	isShown = () => true,
	toItem,
}: TenantList<T>): Search {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken) {
		const { management } = await connect(this, { retryPolicy: INTERACTIVE });
		const text = filter.trim();
		const isSearchedHere = text !== '' && !isSearched;
		const matches = matcherOf(isSearchedHere ? text : '');
		const request = list(isSearched && text !== '' ? text : undefined);
		const results: INodeListSearchItems[] = [];
		let searched = 0;
		let pages = 0;
		let next: string | undefined;
		for await (const page of pagesOf(management, { ...request, start: paginationToken })) {
			results.push(...page.rows.filter(isShown).map(toItem).filter(matches));
			({ next } = page);
			searched += page.rows.length;
			if (isSearchedHere && ++pages === MAX_PAGES) break;
			// A page that names itself as the next is left to the walk, which refuses it.
			if (!isSearchedHere && next !== paginationToken) break;
		}
		if (!isSearchedHere) return { results, ...(next !== undefined && { paginationToken: next }) };
		return { results: next === undefined ? results : [...results, boundAt(searched)] };
	};
}

/** Whether an item has the text in its name or value, in any case. */
export function matcherOf(text: string) {
	const wanted = text.trim().toLowerCase();
	return ({ name, value }: INodeListSearchItems) =>
		`${name} ${value}`.toLowerCase().includes(wanted);
}

/** A last entry, which chooses nothing. */
const boundAt = (searched: number): INodeListSearchItems => ({
	name: `Only the first ${searched.toLocaleString('en-US')} entries were searched. If it is missing here, enter its ID or name.`,
	value: '',
});
