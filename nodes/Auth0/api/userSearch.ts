import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import {
	aCount,
	anId,
	aText,
	listOf,
	object,
	optional,
	partOf,
	record,
	type Reader,
} from '../transport/answers';
import type { ManagementApi } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import type { ApiRequest } from '../transport/request';
import { allOf, containsQuery, quote } from './lucene';
import { SEARCH_LABELS, searchErrors, type SearchGivenBy } from './searchRefusals';

/** The most users that Auth0 lets page through in one search. */
export const MAX_SEARCHED = 1000;

const OLDEST_FIRST = 'created_at:1';
const PAGES_OF_A_SEARCH = MAX_SEARCHED / PAGE_SIZE;

/** What to search for, and which fields to return. */
export interface UserSearch {
	/** In Lucene syntax; without it, all users. */
	query?: string;
	/** Where the person gave the query, if so: typed it, or chose it by filters. */
	givenBy?: SearchGivenBy;
	/** The parameters `fields` and `include_fields`; user_id and created_at have to be returned. */
	selection?: IDataObject;
}

const foundUser = partOf<Management.UserResponseSchema>()({ user_id: anId, created_at: aText });

type FoundUser = ReturnType<typeof foundUser>;

/** Users that a search finds, and how many it finds in all. */
interface Found<T = IDataObject> {
	total: number;
	users: T[];
}

/**
 * The first users that a search finds, in an order of Auth0's.
 *
 * @param limit how many of them: by default a page, MAX_SEARCHED at most
 * @param sort such as `email:-1`
 * @throws as `walkUsers` does
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

/**
 * The oldest users that a search finds, as many as are wanted.
 *
 * @throws as `walkUsers` does
 */
export async function oldestUsers(
	api: ManagementApi,
	search: UserSearch,
	limit: number,
): Promise<Found<FoundUser>> {
	const users: FoundUser[] = [];
	let total = 0;
	for await (const page of walkUsers(api, search)) {
		users.push(...page.users);
		// Later pages can be those of a search of fewer users.
		total = Math.max(total, page.total, users.length);
		if (users.length >= limit) break;
	}
	return { users: users.slice(0, limit), total };
}

/**
 * Walks through all users that a search finds, oldest first: page by page, and past the 1,000 that
 * Auth0 pages through by a search of those who were created from there on. Nobody is given out
 * twice, nor left out because others are deleted in the meantime.
 *
 * @see https://auth0.com/docs/manage-users/user-search/view-search-results-by-page
 * @returns the users, a page at a time, each with the number of those whom the search for it finds
 * @throws NodeApiError when Auth0 leaves out users whom it counts, and as `ManagementApi.request` does
 */
async function* walkUsers(
	api: ManagementApi,
	search: UserSearch,
): AsyncGenerator<Found<FoundUser>, void> {
	const given = new Given();
	let start: string | undefined;
	for (;;) {
		const remaining = within(search, start && `created_at:${start} TO *]`);
		let first: string | undefined;
		let total = 0;
		let isNew = false;
		let isWhole = true;
		for (let page = 0; page < PAGES_OF_A_SEARCH; page++) {
			const found = await searchPage(api, remaining, foundUser, { page, sort: OLDEST_FIRST });
			// Somebody was deleted, and those behind moved up past this page: search anew from here.
			isWhole = found.total >= total;
			if (!isWhole) break;
			total = found.total;
			first ??= found.users[0]?.created_at;
			const users = given.add(found.users);
			isNew ||= users.length > 0;
			yield { users, total };
			if (found.users.length < PAGE_SIZE) return;
		}
		if (isWhole && !isNew) throw repetition(api);
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
): AsyncGenerator<Found<FoundUser>, void> {
	const moment = `created_at:[${given.createdAt} TO ${given.createdAt}]`;
	let last: string | undefined;
	for (;;) {
		const remaining = within(search, moment, last && `user_id:{${quote(last)} TO *]`);
		const { users, total } = await searchPage(api, remaining, foundUser, {
			page: 0,
			sort: 'user_id:1',
		});
		const id = users.at(-1)?.user_id;
		if (users.length === PAGE_SIZE && id === last) throw repetition(api);
		yield { users: given.add(users), total };
		if (users.length < PAGE_SIZE) return;
		last = id;
	}
}

/** The error of a search that finds the same users again and again. */
const repetition = (api: ManagementApi) =>
	api.failure({
		message: 'Auth0’s search returned the same users again.',
		description:
			'The list could not be read to the end. Try again in a few minutes. If this keeps happening, narrow the search.',
	});

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
const within = (
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

const userEntry = partOf<Management.UserResponseSchema>()({
	user_id: aText,
	email: optional(aText),
	name: optional(aText),
	username: optional(aText),
	phone_number: optional(aText),
	identities: optional(
		listOf(partOf<Management.UserIdentitySchema>()({ connection: optional(aText) })),
	),
});

/** A user, as a list to choose from needs it. */
export type UserEntry = ReturnType<typeof userEntry>;

/**
 * Retrieves a page of the users whose name, email address, username or phone number holds a text, in the
 * order of their email addresses.
 *
 * @param text all users, where it is ''
 * @see https://auth0.com/docs/api/management/v2/users/get-users
 */
export const findUsers = (
	text: string,
	{ page, size }: { page: number; size: number },
): ApiRequest<UserEntry[]> => ({
	method: 'GET',
	path: '/users',
	query: {
		page,
		per_page: size,
		search_engine: 'v3',
		sort: 'email:1',
		fields: 'user_id,email,name,username,phone_number,identities',
		include_fields: true,
		...(text && { q: containsQuery(['email', 'name', 'username', 'phone_number'], text) }),
	},
	answers: listOf(userEntry),
});

/**
 * One page of a search. Auth0 says how many users the search finds: a page that lacks some of them is
 * asked for once more, as the users may have changed in between. A total that is too small, as has been
 * seen, says nothing.
 *
 * @param user reads a user
 * @throws NodeApiError for a page that still lacks users, and as `ManagementApi.request` does
 */
async function searchPage<T>(
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
		description: `It finds ${found.total} users, but left some of them out twice. Run this item again in a minute. If this keeps happening, narrow the search.`,
	});
}
