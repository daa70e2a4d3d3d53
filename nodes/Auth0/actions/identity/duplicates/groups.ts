import type { IDataObject } from 'n8n-workflow';

import { identitiesOf } from '../../../api/linkedIdentities';
import { listUserRoles } from '../../../api/roles';
import { getUserFields } from '../../../api/users';
import { walkUsers } from '../../../api/userWalk';
import type { Sameness } from '../../../fields/user/sameness';
import type { SearchedUsers } from '../../../fields/user/searchFields';
import { isRecord } from '../../../transport/answers';
import type { ManagementApi } from '../../../transport/managementApi';
import { readList } from '../../../transport/paging';
import { outputOf } from '../../role/roles';
import { readUnlessRefused } from '../../user/everythingParts';
import { commonsOf, fieldsOf } from './common';
import { connected, type Account, type Group } from './connected';

/** What a search finds. */
export interface FoundGroups {
	/** Each oldest first. */
	groups: Group[];
	/** Of all users, how many there are, and how many have what can be the same. */
	users: number;
	having: number;
}

/**
 * Finds accounts of one person in several connections, among all users that a search finds, also more than
 * 1,000. Only IDs, connections and what can be the same are kept of them.
 *
 * @throws NodeApiError as `walkUsers` does
 */
export async function findGroups(
	api: ManagementApi,
	search: SearchedUsers,
	sameness: Sameness,
): Promise<FoundGroups> {
	const fields = [...new Set(['user_id', 'created_at', 'identities', ...fieldsOf(sameness)])];
	const selection = { fields: fields.join(','), include_fields: true };
	const accounts: Account[] = [];
	let count = 0;
	for await (const { users } of walkUsers(api, { ...search, selection })) {
		count += users.length;
		for (const user of users) {
			const values = commonsOf(user, sameness);
			if (values.length > 0) accounts.push(accountOf(user, values));
		}
	}
	const groups = connected(accounts)
		.filter(({ ids, connections }) => ids.length > 1 && connections.size > 1)
		.map(({ ids, shared }) => ({ ids, shared }));
	return { groups, users: count, having: accounts.length };
}

const accountOf = (user: IDataObject, values: string[]): Account => ({
	id: String(user.user_id),
	values,
	connections: connectionsOf(user),
});

/** The connections of a user and of the linked identities. */
export const connectionsOf = (user: IDataObject): string[] =>
	identitiesOf(user).map(({ connection }) => String(connection));

const SHOWN = [
	'user_id',
	'email',
	'created_at',
	'last_login',
	'logins_count',
	'blocked',
	'user_metadata',
	'app_metadata',
];

/**
 * Groups as Auth0 has them now, as many as are wanted: the search can be some seconds behind, and some of
 * them none any more.
 *
 * @returns those there are, and how many were not looked at
 * @throws NodeApiError when an account cannot be read
 */
export async function describeGroups(
	api: ManagementApi,
	groups: Group[],
	sameness: Sameness,
	limit: number,
): Promise<{ found: IDataObject[]; left: number }> {
	const found: IDataObject[] = [];
	let looked = 0;
	while (looked < groups.length && found.length < limit) {
		const next = groups.slice(looked, looked + limit - found.length);
		const described = await Promise.all(
			next.map(async (group) => await describeGroup(api, group, sameness)),
		);
		found.push(...described.filter((group) => group !== undefined));
		looked += next.length;
	}
	return { found, left: groups.length - looked };
}

/** A group; undefined when it is none any more. */
async function describeGroup(
	api: ManagementApi,
	{ ids }: Group,
	sameness: Sameness,
): Promise<IDataObject | undefined> {
	const fields = [...new Set([...SHOWN, 'identities', ...fieldsOf(sameness)])].join(',');
	const read = ids.map(
		async (id) => await api.find(getUserFields(id, { fields, include_fields: true })),
	);
	const users = (await Promise.all(read)).filter((user) => user !== undefined);
	const accounts = users.map((user) => accountOf(user, commonsOf(user, sameness)));
	// The largest: some may have nothing in common with the others any more.
	const [group] = connected(accounts).sort((one, other) => other.ids.length - one.ids.length);
	if (!group || group.ids.length < 2 || group.connections.size < 2) return undefined;
	const own = users.filter(({ user_id: id }) => group.ids.includes(String(id)));
	return {
		same_by: sameness.by,
		value: group.shared.join(', '),
		count: own.length,
		connections: [...group.connections],
		users: await Promise.all(own.map(async (user) => await describeUser(api, user))),
	};
}

/** What an account has; no roles where the application may not read them. */
async function describeUser(api: ManagementApi, user: IDataObject): Promise<IDataObject> {
	const id = String(user.user_id);
	const roles = await readUnlessRefused(api, 'roles', async () =>
		(await readList(api, listUserRoles(id))).map(outputOf),
	);
	const known = SHOWN.filter((name) => user[name] !== undefined);
	const { logins_count: logins = 0 } = user;
	return {
		...Object.fromEntries(known.map((name) => [name, user[name]])),
		connections: connectionsOf(user),
		logins_count: logins,
		...('value' in roles && Array.isArray(roles.value) && { roles: roles.value.filter(isRecord) }),
	};
}
