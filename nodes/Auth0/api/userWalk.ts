import type { Management } from 'auth0';

import { NOT_READ_TO_THE_END } from '../transport/advice';
import { anId, aText, partOf } from '../transport/answers';
import type { ManagementApi } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import { quote } from './lucene';
import {
	MAX_SEARCHED,
	NARROW_SEARCH,
	OLDEST_FIRST,
	searchPage,
	within,
	type Found,
	type UserSearch,
} from './userSearch';

const foundUser = partOf<Management.UserResponseSchema>()({ user_id: anId, created_at: aText });

type FoundUser = ReturnType<typeof foundUser>;

const PAGES_OF_A_SEARCH = MAX_SEARCHED / PAGE_SIZE;

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
export async function* walkUsers(
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
		description: `${NOT_READ_TO_THE_END} ${NARROW_SEARCH}`,
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
