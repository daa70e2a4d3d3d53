import type { IDataObject } from 'n8n-workflow';

import { RUN_ITEM_LATER } from '../transport/advice';
import { aCount, listOf, object, record, type Reader } from '../transport/answers';
import type { ManagementApi } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import type { ApiRequest } from '../transport/request';
import { allOf } from './lucene';
import { SEARCH_LABELS, searchErrors, type SearchGivenBy } from './searchRefusals';

/** The most users that Auth0 lets page through in one search. */
export const MAX_SEARCHED = 1000;

/** The order in which a list of users stays the same while it is read. */
export const OLDEST_FIRST = 'created_at:1';

/** What to do about a search that fails again and again. */
export const NARROW_SEARCH = 'If this keeps happening, narrow the search.';

/** What to search for, and which fields to return. */
export interface UserSearch {
	/** In Lucene syntax; without it, all users. */
	query?: string;
	/** Where the person gave the query, if so: typed it, or chose it by filters. */
	givenBy?: SearchGivenBy;
	/** The parameters `fields` and `include_fields`; user_id and created_at have to be returned. */
	selection?: IDataObject;
}

/** Users that a search finds, and how many it finds in all. */
export interface Found<T = IDataObject> {
	total: number;
	users: T[];
}

/**
 * The first users that a search finds, in an order of Auth0's.
 *
 * @param limit how many of them: by default a page, MAX_SEARCHED at most
 * @param sort such as `email:-1`
 * @throws as `searchPage` does
 */
export async function searchUsers(
	api: ManagementApi,
	search: UserSearch,
	limit = PAGE_SIZE,
	sort = OLDEST_FIRST,
): Promise<Found> {
	const size = Math.min(PAGE_SIZE, limit);
	const users: IDataObject[] = [];
	let total = 0;
	for (let page = 0; users.length < limit; page++) {
		const found = await searchPage(api, within(search), record, { page, size, sort });
		users.push(...found.users);
		// One that is too small has been seen.
		total = Math.max(total, found.total, users.length);
		if (found.users.length < size) break;
	}
	return { users: users.slice(0, limit), total };
}

/** A search among those whom it finds. */
export const within = (
	{ query, ...rest }: UserSearch,
	...conditions: Array<string | undefined>
): UserSearch => ({ ...rest, query: allOf(query, ...conditions) });

interface PageOfSearch {
	page: number;
	size?: number;
	sort: string;
}

/**
 * Retrieves a page of the users that a search finds, with how many there are.
 *
 * @param user reads a user
 * @see https://auth0.com/docs/api/management/v2/users/get-users
 */
const listUsers = <T>(
	{ query, givenBy, selection }: UserSearch,
	{ page, size = PAGE_SIZE, sort }: PageOfSearch,
	user: Reader<T>,
): ApiRequest<Found<T>> => ({
	method: 'GET',
	path: '/users',
	query: {
		per_page: size,
		include_totals: true,
		...(query && { q: query }),
		search_engine: 'v3',
		...selection,
		page,
		sort,
	},
	labels: SEARCH_LABELS,
	errors: searchErrors(givenBy),
	answers: object({ total: aCount, users: listOf(user) }),
});

/**
 * One page of a search. Auth0 says how many users the search finds: a page that lacks some of them is
 * asked for once more, as the users may have changed in between. A total that is too small, as has been
 * seen, says nothing.
 *
 * @param user reads a user
 * @throws NodeApiError for a page that still lacks users, and as `ManagementApi.request` does
 */
export async function searchPage<T>(
	api: ManagementApi,
	search: UserSearch,
	user: Reader<T>,
	position: PageOfSearch,
): Promise<Found<T>> {
	const { page, size = PAGE_SIZE } = position;
	const read = async () => await api.request(listUsers(search, position, user));
	const dueOf = ({ total }: Found<T>) => Math.min(size, total - page * size);
	let found = await read();
	if (found.users.length < dueOf(found)) found = await read();
	const due = dueOf(found);
	if (!(found.users.length < due)) return found;
	throw api.failure({
		message: `Auth0’s search returned ${found.users.length} of ${due} users on a page.`,
		description: `It finds ${found.total} users, but left some of them out twice. ${RUN_ITEM_LATER} ${NARROW_SEARCH}`,
	});
}
