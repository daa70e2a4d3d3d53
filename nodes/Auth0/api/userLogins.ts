import type { IDataObject } from 'n8n-workflow';

import type { ManagementApi } from '../transport/managementApi';
import { identityIn, loginsOf } from './linkedIdentities';
import { isExactly } from './lucene';
import { getUser, listUsersByEmail, spellingsOf, type FieldsQuery, type User } from './users';
import type { UserProperty } from './userSchema';
import { searchUsers } from './userSearch';

/** The property of a user that holds a login, which is also the field of Auth0's search. */
export type LoginProperty = Extract<UserProperty, 'email' | 'phone_number' | 'username'>;

/** What a user logs in with. */
export interface UserLogin {
	property: LoginProperty;
	value: string;
}

const isSame = (stored: unknown, login: string) =>
	typeof stored === 'string' && stored.normalize('NFC').toLowerCase() === login.toLowerCase();

/** Whether a user has a login. It can be that of the user, not of a linked identity. */
export const hasLogin = (user: IDataObject, { property, value }: UserLogin) =>
	isSame(user[property], value);

/** Whether a user has a login in a connection, be it with a linked identity. @param connection its name */
export function hasLoginIn(
	connection: string,
	user: IDataObject,
	{ property, value }: UserLogin,
): boolean {
	const identity = identityIn(connection, user);
	return identity !== undefined && isSame(loginsOf(user, identity)[property], value);
}

/**
 * Every user who has a login. An email address is looked up where a change is seen at once, in the case as
 * it was typed and in the lower case of databases; when nobody has it so, and for other logins, Auth0's
 * search is asked, which knows email addresses in any case.
 *
 * @param query which fields to return: user_id and the login have to be among them
 * @throws NodeApiError as `ManagementApi.request` does
 */
export async function findUsersByLogin(
	management: ManagementApi,
	{ property, value }: UserLogin,
	query?: FieldsQuery,
): Promise<User[]> {
	if (property === 'email') {
		const users = await usersByEmail(management, value, query);
		if (users.length > 0) return users;
	}
	const users = await searched(management, [property], value, query);
	return users.filter((user) => hasLogin(user, { property, value }));
}

/**
 * The user who has a login in a connection. It can be that of a linked identity, which may have another
 * email address than the user.
 *
 * @param connection its name
 * @returns undefined when nobody has it
 * @throws NodeApiError as `ManagementApi.request` does
 */
export async function findUserIn(
	management: ManagementApi,
	connection: string,
	login: UserLogin,
): Promise<User | undefined> {
	const { property, value } = login;
	const hasIt = (user: IDataObject) => hasLoginIn(connection, user, login);
	if (property === 'email') {
		const user = (await usersByEmail(management, value)).find(hasIt);
		if (user) return user;
	}
	const fields = [property, `identities.profileData.${property}`];
	return (await searched(management, fields, value)).find(hasIt);
}

async function usersByEmail(
	management: ManagementApi,
	email: string,
	query?: FieldsQuery,
): Promise<User[]> {
	const users = new Map<string, User>();
	for (const spelling of spellingsOf(email)) {
		const found = await management.request(listUsersByEmail(spelling, query));
		for (const user of found) users.set(user.user_id, user);
	}
	return [...users.values()];
}

/** Whom the search finds, read again by their IDs: the search can be some seconds late. */
async function searched(
	management: ManagementApi,
	fields: string[],
	value: string,
	query?: FieldsQuery,
): Promise<User[]> {
	const conditions = fields.flatMap((field) =>
		spellingsOf(value).map((spelling) => isExactly(field, spelling)),
	);
	const { users: hits } = await searchUsers(management, {
		query: conditions.join(' OR '),
		selection: { fields: 'user_id', include_fields: true },
	});
	const users = await Promise.all(
		hits.map(async ({ user_id: id }) => await management.find(getUser(String(id), query))),
	);
	return users.filter((user) => user !== undefined);
}
