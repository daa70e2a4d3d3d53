import type { IDataObject } from 'n8n-workflow';

import { identityIn, loginsOf } from '../../api/linkedIdentities';
import {
	getUser,
	listUsersByEmail,
	spellingsOf,
	type FieldsQuery,
	type User,
} from '../../api/users';
import { isExactly } from '../../api/lucene';
import type { ManagementApi } from '../../transport/managementApi';
import { searchUsers } from '../../api/userSearch';

/** What a user logs in with, and what it is called. */
interface LoginKind {
	/** The property of a user, and the field of Auth0's search. */
	field: string;
	/** The mode of a field that takes it. */
	label: string;
	article: 'a' | 'an';
	noun: string;
	example: string;
	pattern: RegExp;
	/** What to do when nobody has it. */
	advice: string;
}

const LATE =
	'Auth0 may find a user who was created or changed a moment ago only some seconds later.';

export const LOGINS = {
	email: {
		field: 'email',
		label: 'By Email',
		article: 'an',
		noun: 'email address',
		example: 'jane.doe@example.com',
		pattern: /^[^\s@]+@[^\s@]+$/,
		advice: 'Auth0 looks for the whole address; to look for a part of it, choose From List.',
	},
	phone: {
		field: 'phone_number',
		label: 'By Phone Number',
		article: 'a',
		noun: 'phone number',
		example: '+15551234567',
		pattern: /^\+[0-9]{1,15}$/,
		advice: LATE,
	},
	username: {
		field: 'username',
		label: 'By Username',
		article: 'a',
		noun: 'username',
		example: 'jane.doe',
		pattern: /^[^|]+$/,
		advice: LATE,
	},
} as const satisfies Record<string, LoginKind>;

export type Login = keyof typeof LOGINS;

/** A user as a person names it, other than by the user_id. */
export interface NamedBy {
	login: Login;
	value: string;
}

export const isLogin = (mode: string): mode is Login => Object.hasOwn(LOGINS, mode);

/** What a text must be, whatever it is meant as; undefined for what can be an ID or a username. */
export function loginOf(text: string): Login | undefined {
	if (text.includes('|')) return undefined;
	if (text.includes('@')) return 'email';
	return LOGINS.phone.pattern.test(text) ? 'phone' : undefined;
}

const isSame = (stored: unknown, login: string) =>
	typeof stored === 'string' && stored.normalize('NFC').toLowerCase() === login.toLowerCase();

/**
 * Every user whom a login names. An email address is looked up where a change is seen at once
 * [get_users-by-email], in the case as it was typed and in the lower case of databases; when nobody has
 * it so, and for other logins, Auth0's search is asked, which knows email addresses in any case
 * [get_users].
 *
 * @param query which fields to return: user_id and the login have to be among them
 * @param isWanted leaves out others who have the same login
 */
export async function usersNamed(
	api: ManagementApi,
	{ login, value }: NamedBy,
	query: FieldsQuery = {},
	isWanted: (user: IDataObject) => boolean = () => true,
): Promise<User[]> {
	if (login === 'email') {
		const users = (await usersByEmail(api, value, query)).filter(isWanted);
		if (users.length > 0) return users;
	}
	const { field } = LOGINS[login];
	const users = await searched(api, [field], value, query);
	return users.filter((user) => isSame(user[field], value) && isWanted(user));
}

/**
 * The user who has a login in a connection. It can be that of a linked identity, which may have another
 * email address than the user.
 */
export async function findIn(
	api: ManagementApi,
	connection: string,
	named: NamedBy,
): Promise<User | undefined> {
	const { field } = LOGINS[named.login];
	const hasIt = (user: IDataObject) => {
		const identity = identityIn(connection, user);
		return identity !== undefined && isSame(loginsOf(user, identity)[field], named.value);
	};
	if (named.login === 'email') {
		const user = (await usersByEmail(api, named.value)).find(hasIt);
		if (user) return user;
	}
	const fields = [field, `identities.profileData.${field}`];
	return (await searched(api, fields, named.value)).find(hasIt);
}

async function usersByEmail(
	api: ManagementApi,
	email: string,
	query: FieldsQuery = {},
): Promise<User[]> {
	const users = new Map<string, User>();
	for (const spelling of spellingsOf(email)) {
		const found = await api.request(listUsersByEmail(spelling, query));
		for (const user of found) users.set(user.user_id, user);
	}
	return [...users.values()];
}

/** Whom the search finds, read again by their IDs: the search can be some seconds late. */
async function searched(
	api: ManagementApi,
	fields: string[],
	value: string,
	query: FieldsQuery = {},
): Promise<User[]> {
	const conditions = fields.flatMap((field) =>
		spellingsOf(value).map((spelling) => isExactly(field, spelling)),
	);
	const hits = await searchUsers(
		api,
		{ query: conditions.join(' OR '), selection: { fields: 'user_id', include_fields: true } },
		MAX_HITS,
	);
	const users = await Promise.all(
		hits.map(async ({ user_id: id }) => await api.find(getUser(String(id), query))),
	);
	return users.filter((user) => user !== undefined);
}

const MAX_HITS = 100;
