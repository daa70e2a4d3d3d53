import type { IDataObject } from 'n8n-workflow';

import { quote } from './lucene';
import type { ManagementApi } from './managementApi';

/** The most users that Auth0 lets page through in one search. */
export const MAX_SEARCHED = 1000;

const PAGE_SIZE = 100;
const PAGES_OF_A_SEARCH = MAX_SEARCHED / PAGE_SIZE;

/** What to search for, and which fields to return. */
export interface UserSearch {
	/** In Lucene syntax; without it, all users. */
	query?: string;
	/** The parameters `fields` and `include_fields`; user_id and created_at have to be returned. */
	selection?: IDataObject;
}

export interface FoundUser extends IDataObject {
	user_id: string;
	created_at: string;
}

interface SearchPage {
	total: number;
	users: FoundUser[];
}

/** How many users a search finds [get_users]. */
export async function countUsers(api: ManagementApi, search: UserSearch): Promise<number> {
	const { total } = await searchPage(api, search, { per_page: 1 });
	return total;
}

/**
 * Walks through all users that a search finds, oldest first: page by page, and past the 1,000 that
 * Auth0 pages through by a search of those who were created from there on. Nobody is given out
 * twice, nor left out because others are deleted in the meantime.
 *
 * Source: get_users, and its answer `invalid_paging` beyond 1,000 users.
 *
 * @returns the users, a page at a time
 * @throws as `ManagementApi.request` does
 */
export async function* walkUsers(
	api: ManagementApi,
	search: UserSearch,
): AsyncGenerator<FoundUser[], void> {
	const given = new Given();
	let start: string | undefined;
	for (;;) {
		const remaining = within(search, start && `created_at:${start} TO *]`);
		let first: string | undefined;
		let total = 0;
		for (let page = 0; page < PAGES_OF_A_SEARCH; page++) {
			const found = await searchPage(api, remaining, { page, sort: 'created_at:1' });
			// Somebody was deleted, and those behind moved up past this page: search anew from here.
			if (found.total < total) break;
			total = found.total;
			first ??= found.users[0]?.created_at;
			yield given.add(found.users);
			if (found.users.length < PAGE_SIZE) return;
		}
		start = `[${given.createdAt}`;
		if (given.createdAt !== first) continue;
		yield* walkMoment(api, search, given);
		start = `{${given.createdAt}`;
	}
}

/** Walks through all users who were created at the same moment: more than one search returns. */
async function* walkMoment(
	api: ManagementApi,
	search: UserSearch,
	given: Given,
): AsyncGenerator<FoundUser[], void> {
	const moment = `created_at:[${given.createdAt} TO ${given.createdAt}]`;
	let last: string | undefined;
	for (;;) {
		const remaining = within(search, moment, last && `user_id:{${quote(last)} TO *]`);
		const { users } = await searchPage(api, remaining, { page: 0, sort: 'user_id:1' });
		yield given.add(users);
		if (users.length < PAGE_SIZE) return;
		last = users.at(-1)?.user_id;
	}
}

/** Remembers who of the latest moment was given out, so that nobody is given out twice. */
class Given {
	createdAt = '';
	private ids = new Set<string>();

	/** Takes note of users, in the order of their creation; returns those that are new. */
	add(users: FoundUser[]): FoundUser[] {
		return users.filter(({ user_id: id, created_at: createdAt }) => {
			if (createdAt !== this.createdAt) {
				this.createdAt = createdAt;
				this.ids = new Set();
			}
			return !this.ids.has(id) && this.ids.add(id);
		});
	}
}

/** A search among those whom it finds. */
function within({ query, selection }: UserSearch, ...conditions: Array<string | undefined>) {
	const all = [query && `(${query})`, ...conditions].filter(Boolean);
	return { selection, ...(all.length > 0 && { query: all.join(' AND ') }) };
}

const searchPage = async (api: ManagementApi, search: UserSearch, paging: IDataObject) =>
	await api.request<SearchPage>({
		method: 'GET',
		path: '/users',
		query: { per_page: PAGE_SIZE, include_totals: true, ...searchQuery(search), ...paging },
	});

/** The query parameters of a search. */
export const searchQuery = ({ query, selection }: UserSearch): IDataObject => ({
	...(query && { q: query }),
	search_engine: 'v3',
	...selection,
});
