import type { ManagementApi } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import { escapeTerm } from './lucene';
import { batchesOf, isOneOf } from './queryBatches';
import { hasLogin, type LoginProperty } from './userLogins';
import { spellingsOf, user, type FieldsQuery, type User } from './users';
import { MAX_SEARCHED, OLDEST_FIRST, searchPage } from './userSearch';

/**
 * Of a search of logins, one fewer than a page has: several users can have one, and behind a page that is
 * full there can be more of them.
 */
export const MAX_IN_BATCH = PAGE_SIZE - 1;

/** The most searches at the same time. */
const AT_ONCE = 5;

/** A search for all users of whom a field has one of many values. */
interface Batches {
	field: string;
	values: Iterable<string>;
	/** How a value can be stored. */
	spell(value: string): string[];
	/** The most values of one search. */
	size: number;
	/** Whether each value is that of one user only. */
	isUnique: boolean;
	query?: FieldsQuery;
}

/**
 * The users who have these IDs, a hundred with one request. Auth0's search can be some seconds late: they can be as
 * they were, and who was just created is missing. So whoever is missing has to be looked up with `getUser`,
 * and whoever is changed by what was read, too.
 *
 * @param ids each exactly as Auth0 writes it
 * @param query the fields to return, user_id among them; by default all
 * @returns the users by their IDs
 * @throws NodeApiError as `searchPage` does
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export async function findUsersByIds(
	api: ManagementApi,
	ids: Iterable<string>,
	query?: FieldsQuery,
): Promise<Map<string, User>> {
	const wanted = new Set(ids);
	const spell = (id: string) => [id];
	const users = await findAll(api, {
		field: 'user_id',
		values: wanted,
		spell,
		size: PAGE_SIZE,
		isUnique: true,
		query,
	});
	const found = users.filter(({ user_id: id }) => wanted.has(id));
	return new Map(found.map((user) => [user.user_id, user]));
}

/**
 * The users who have these logins, a hundred with one request, each by the rules of `findUsersByLogin`; so a login
 * can be that of several users. As late as `findUsersByIds`: whoever is missing has to be looked up with
 * `findUsersByLogin` or `findUserIn`. Those of linked identities are missing.
 *
 * @param query the fields to return, user_id and the login among them; by default all
 * @returns the users by the login, as it was given; who has none of them is not there
 * @throws NodeApiError as `searchPage` does
 */
export async function findUsersByLogins(
	api: ManagementApi,
	property: LoginProperty,
	logins: Iterable<string>,
	query?: FieldsQuery,
): Promise<Map<string, User[]>> {
	const wanted = new Set(logins);
	const users = await findAll(api, {
		field: property,
		values: wanted,
		spell: spellingsOf,
		size: MAX_IN_BATCH,
		isUnique: false,
		query,
	});
	const byLogin = new Map<string, User[]>();
	for (const user of new Map(users.map((user) => [user.user_id, user])).values()) {
		const login = folded(user[property]);
		byLogin.set(login, [...(byLogin.get(login) ?? []), user]);
	}
	const found = new Map<string, User[]>();
	for (const value of wanted) {
		const having = (byLogin.get(folded(value)) ?? []).filter((user) =>
			hasLogin(user, { property, value }),
		);
		// Where an email address is looked up by itself, who has it in another case is not found beside these.
		const spelled = having.filter((user) => spellingsOf(value).includes(String(user[property])));
		const those = property === 'email' && spelled.length > 0 ? spelled : having;
		if (those.length > 0) found.set(value, those);
	}
	return found;
}

/**
 * The users of whom a field has one of these values, a hundred with one request. As late as `findUsersByIds`.
 *
 * @param field a path such as app_metadata.plan
 * @param query the fields to return, user_id among them; by default all
 * @throws NodeApiError as `searchPage` does
 */
export const findUsersByField = async (
	api: ManagementApi,
	field: string,
	values: Iterable<string>,
	query?: FieldsQuery,
): Promise<User[]> =>
	await findAll(api, {
		field: field.split('.').map(escapeTerm).join('.'),
		values: new Set(values),
		spell: (value) => [value],
		size: MAX_IN_BATCH,
		isUnique: false,
		query,
	});

const folded = (login: unknown) => String(login).normalize('NFC').toLowerCase();

async function findAll(api: ManagementApi, batches: Batches): Promise<User[]> {
	const users: User[] = [];
	const open = batchesOf(batches.values, { ...batches, selection: batches.query });
	const search = async () => {
		// Whichever fails ends the batches of all.
		for (const batch of open) users.push(...(await searchBatch(api, batches, batch)));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, search));
	return users;
}

/** Whoever has one of the values. Where more have it than can be paged through, half of them at a time. */
async function searchBatch(api: ManagementApi, batches: Batches, batch: string[]): Promise<User[]> {
	const { field, spell, isUnique, query } = batches;
	const limit = isUnique ? batch.length : MAX_SEARCHED;
	const search = { query: isOneOf(field, batch.flatMap(spell)), selection: query };
	const users: User[] = [];
	for (let page = 0; users.length < limit; page++) {
		const position = { page, size: Math.min(PAGE_SIZE, limit), sort: OLDEST_FIRST };
		const found = await searchPage(api, search, user, position);
		// Of unique values, a total beyond their number is no reason to ask again.
		if (!isUnique && found.total > MAX_SEARCHED) return await searchHalves(api, batches, batch);
		users.push(...found.users);
		if (found.users.length < position.size) break;
	}
	return users;
}

/** @returns nobody for a single login that too many have: it has to be looked up by itself */
async function searchHalves(api: ManagementApi, batches: Batches, batch: string[]) {
	if (batch.length === 1) return [];
	const middle = Math.ceil(batch.length / 2);
	const first = await searchBatch(api, batches, batch.slice(0, middle));
	return [...first, ...(await searchBatch(api, batches, batch.slice(middle)))];
}
