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
import { commonOf, fieldsOf } from './common';

/** Accounts that have the same in common, oldest first. */
export interface Group {
	common: string;
	ids: string[];
}

/**
 * Finds accounts in several connections that have the same in common, among all users that a search finds,
 * also more than 1,000. Only IDs are kept of them.
 *
 * @throws NodeApiError as `walkUsers` does
 */
export async function findGroups(
	api: ManagementApi,
	search: SearchedUsers,
	sameness: Sameness,
): Promise<Group[]> {
	const fields = ['user_id', 'created_at', 'identities', ...fieldsOf(sameness)].join(',');
	const selection = { fields, include_fields: true };
	const found = new Map<string, { ids: string[]; connections: Set<string> }>();
	for await (const { users } of walkUsers(api, { ...search, selection })) {
		for (const user of users) {
			const common = commonOf(user, sameness);
			if (common === undefined) continue;
			const group = found.get(common) ?? { ids: [], connections: new Set() };
			found.set(common, group);
			group.ids.push(user.user_id);
			for (const connection of connectionsOf(user)) group.connections.add(connection);
		}
	}
	return [...found]
		.filter(([, { ids, connections }]) => ids.length > 1 && connections.size > 1)
		.map(([common, { ids }]) => ({ common, ids }));
}

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
	{ common, ids }: Group,
	sameness: Sameness,
): Promise<IDataObject | undefined> {
	const fields = [...new Set([...SHOWN, 'identities', ...fieldsOf(sameness)])].join(',');
	const read = ids.map(
		async (id) => await api.find(getUserFields(id, { fields, include_fields: true })),
	);
	const users = (await Promise.all(read))
		.filter((user) => user !== undefined)
		.filter((user) => commonOf(user, sameness) === common);
	const connections = [...new Set(users.flatMap(connectionsOf))];
	if (users.length < 2 || connections.length < 2) return undefined;
	return {
		same_by: sameness.by,
		value: common,
		count: users.length,
		connections,
		users: await Promise.all(users.map(async (user) => await describeUser(api, user))),
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
