import { findUsersByIds, findUsersByLogins } from '../api/userBatches';
import type { FieldsQuery, User } from '../api/users';
import { LOGINS } from '../fields/user/logins';
import type { UserReference } from '../fields/user/userField';
import type { Auth0Connection } from '../transport/connection';
import { isMissingPermission, type ManagementApi } from '../transport/managementApi';
import { idAndLogin } from './namedUsers';

/** The user whom an item asks for. */
interface Wanted {
	user: UserReference;
	/** The fields to return, user_id and the login among them; by default all. */
	query?: FieldsQuery;
}

/** Who was found, by what an item names the user with. */
const found = new WeakMap<UserReference, User[]>();

/** The users of whom an item has been told since, or whom one changes: by their IDs, in each execution. */
const inUse = new WeakMap<ManagementApi, Set<string>>();

/** The connections whose application lacks the permission to search: it is asked for once. */
const mayNotSearch = new WeakSet<ManagementApi>();

/**
 * Looks up the users whom many items name, a hundred with one request. Who is not found is left to the item,
 * and so are all when the search fails: so the error of each says what it is about.
 */
export async function lookAhead(api: ManagementApi, wanted: Wanted[]): Promise<void> {
	const groups = new Map<string, Wanted[]>();
	for (const one of wanted) {
		const kind = 'login' in one.user ? one.user.login : 'id';
		const key = JSON.stringify([kind, one.query]);
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	for (const group of groups.values()) {
		if (mayNotSearch.has(api)) return;
		await lookUpGroup(api, group).catch((caught: unknown) => {
			if (isMissingPermission(caught)) mayNotSearch.add(api);
		});
	}
}

/** Looks up the IDs of users whom items name by a login, where they want it in batches. */
export async function lookAheadLogins(
	items: Array<{ user: UserReference; isInBatches: boolean }>,
	{ management }: Pick<Auth0Connection, 'management'>,
): Promise<void> {
	const wanted = items.flatMap(({ user, isInBatches }) =>
		isInBatches && 'login' in user ? [{ user, query: idAndLogin(user) }] : [],
	);
	await lookAhead(management, wanted);
}

/** Looks up users who are named in the same way, of whom the same fields are wanted. */
async function lookUpGroup(api: ManagementApi, wanted: Wanted[]): Promise<void> {
	const values = new Set(wanted.map(({ user }) => valueOf(user)));
	const [first, second] = wanted;
	// A search for one item would save nothing, and is not up to date.
	if (first === undefined || second === undefined) return;
	const users = await lookUp(api, first, values);
	for (const { user } of wanted) {
		const those = users.get(valueOf(user));
		if (those) found.set(user, those);
	}
}

async function lookUp(
	api: ManagementApi,
	{ user, query }: Wanted,
	values: Set<string>,
): Promise<Map<string, User[]>> {
	if ('login' in user) {
		return await findUsersByLogins(api, LOGINS[user.login].field, values, query);
	}
	const byId = await findUsersByIds(api, values, query);
	return new Map([...byId].map(([id, found]) => [id, [found]]));
}

const valueOf = (user: UserReference) => ('login' in user ? user.value : user.id);

/** Those whom an item names that only reads users; undefined when it has to look them up itself. */
export const lookedAhead = (user: UserReference): User[] | undefined => found.get(user);

/**
 * The user whom an item changes, as found ahead: nobody else in this execution has been told of the user, nor
 * changes it.
 *
 * @param isMeant tells the user from others who have the login; there has to be one only
 * @returns undefined when the item has to look the user up itself
 */
export function takeAhead(
	api: ManagementApi,
	reference: UserReference,
	isMeant: (user: User) => boolean = () => true,
): User | undefined {
	const users = found.get(reference)?.filter(isMeant) ?? [];
	found.delete(reference);
	const [user] = users;
	if (user === undefined || users.length > 1 || isInUse(api, user.user_id)) return undefined;
	use(api, user.user_id);
	return user;
}

/** From now on, what was found ahead about a user does not count: an item changes it. */
export function use(api: ManagementApi, id: string): void {
	const ids = inUse.get(api) ?? new Set();
	inUse.set(api, ids);
	ids.add(id);
}

const isInUse = (api: ManagementApi, id: string) => inUse.get(api)?.has(id) ?? false;
