import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { anId, aText, listOf, optional, partOf, record, type Reader } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiCommand, ApiRequest, LookUp, Subject } from '../transport/request';
import { canonicalJson } from './canonicalJson';
import { USER_ID_EXAMPLE } from './examples';
import { identityIn, linkedIdentityError, ownerOf } from './linkedIdentities';
import { USER_ERRORS, USER_LABELS } from './userRefusals';
import type { NewUser, UserChange, UserProperty } from './userSchema';

/** A user as Auth0 returns it, with all fields or with some of them. */
const user = partOf<Management.UserResponseSchema>()({ user_id: anId });

/** A user, as far as the node relies on it. */
export type User = ReturnType<typeof user>;

/** Which fields of a user Auth0 returns, or leaves out. */
export type FieldsQuery = Pick<Management.GetUserRequestParameters, 'fields' | 'include_fields'>;

/** What an error says about the user of this id. */
export const subjectOf = (id: string): Subject => ({
	name: `User “${id}”`,
	whenMissing: `Check the 'User' field. Enter the full user ID, such as ${USER_ID_EXAMPLE}. The user may also have been deleted.`,
	async explainMissing(api) {
		const owner = await ownerOf(api, id);
		return owner === undefined ? undefined : linkedIdentityError(owner, id);
	},
});

const userPath = (id: string) => path`/users/${id}`;

/**
 * Retrieves a user.
 *
 * @param query the fields to return, user_id among them; by default all
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 */
export const getUser = (id: string, query?: FieldsQuery): ApiRequest<User> => ({
	...retrieval(id, query),
	answers: user,
});

/** As `getUser`, of whatever fields the person wants. */
export const getUserFields = (id: string, query?: FieldsQuery): ApiRequest<IDataObject> => ({
	...retrieval(id, query),
	answers: record,
});

const retrieval = (id: string, query?: FieldsQuery) => ({
	method: 'GET' as const,
	path: userPath(id),
	query,
	subject: subjectOf(id),
});

/** Auth0 gives some IDs as numbers. */
const bareId: Reader<string> = (value, at) =>
	typeof value === 'number' ? String(value) : aText(value, at);

const identity = partOf<Management.UserIdentitySchema>()({
	provider: aText,
	user_id: bareId,
	connection: aText,
});

const withIdentities = partOf<Management.UserResponseSchema>()({
	identities: optional(listOf(identity)),
});

/** As `getUser`, of the identities only: the own one first, then those that were linked. */
export const getUserIdentities = (id: string): ApiRequest<ReturnType<typeof withIdentities>> => ({
	...retrieval(id, { fields: 'identities', include_fields: true }),
	answers: withIdentities,
});

const metadata = partOf<Management.UserResponseSchema>()({
	user_metadata: optional(record),
	app_metadata: optional(record),
});

/** As `getUser`, of the metadata only. */
export const getUserMetadata = (id: string): ApiRequest<ReturnType<typeof metadata>> => ({
	...retrieval(id, { fields: 'user_metadata,app_metadata', include_fields: true }),
	answers: metadata,
});

/**
 * Retrieves the users who have an email address, as it is written.
 *
 * @param query the fields to return, user_id among them; by default all
 * @see https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email
 */
export const listUsersByEmail = (email: string, query?: FieldsQuery): ApiRequest<User[]> => ({
	method: 'GET',
	path: '/users-by-email',
	query: { ...query, email },
	answers: listOf(user),
});

/**
 * Creates a user in a database or passwordless connection, and reconciles a creation whose answer is
 * lost by the email address.
 *
 * @param isMarked whether no other creation has this body
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export const createUser = (
	body: NewUser,
	isMarked = false,
): ApiRequest<User, Management.CreateUserRequestContent> => ({
	method: 'POST',
	path: '/users',
	body,
	subject: newSubjectOf(body),
	labels: USER_LABELS,
	errors: USER_ERRORS,
	answers: user,
	lookUp: lookUpOf(body, isMarked),
});

/**
 * Changes the properties that are given, and leaves the others as they are. Of metadata, the first level
 * is merged, and null removes a key.
 *
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export const updateUser = (
	id: string,
	body: UserChange,
): ApiRequest<User, Management.UpdateUserRequestContent> => ({
	method: 'PATCH',
	path: userPath(id),
	body,
	subject: subjectOf(id),
	labels: USER_LABELS,
	errors: USER_ERRORS,
	answers: user,
});

/**
 * Deletes a user with all linked identities. Auth0 answers the same when it deletes nobody.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-users-by-id
 */
export const deleteUser = (id: string): ApiCommand => ({
	method: 'DELETE',
	path: userPath(id),
	subject: subjectOf(id),
});

function newSubjectOf({ email, username, phone_number: phone, user_id: id }: NewUser): Subject {
	return {
		name: `User “${email ?? username ?? phone}”`,
		whenExisting: `To change the user, use Update or Create or Update. To create a different one, enter another email address, username${
			id === undefined ? ' or' : ','
		} phone number${id === undefined ? '' : ` or User ID: “${id}” may be taken, too`}.`,
		whenInDoubt: (id) =>
			`Its user_id is ${id}, and it has the values of this item. Auth0’s response to the creation was lost, and another run may have created the same user at the same moment, with a different password. If nothing else creates users, use this one. Otherwise, set its password with Change Password. You can run Create or Update again at any time.`,
	};
}

/** How to find out whether the user was created after all: in a connection, an email is unique. */
function lookUpOf(body: NewUser, isMarked: boolean): LookUp<User> | undefined {
	const { email, connection } = body;
	if (!email) return undefined;
	return {
		requests: spellingsOf(email).map((spelling) => listUsersByEmail(spelling)),
		isMarked,
		idOf: ({ user_id: id }) => id,
		createdAt: ({ created_at: time }) => (typeof time === 'string' ? time : undefined),
		matches: (found) => identityIn(connection, found) !== undefined && isAsWanted(found, body),
	};
}

/** The ways in which an email address or a username can be stored. */
export const spellingsOf = (login: string) => [...new Set([login, login.toLowerCase()])];

// They are not properties of the user that is created.
const NOT_RETURNED: ReadonlySet<string> = new Set([
	'connection',
	'password',
	'verify_email',
] satisfies UserProperty[]);

/** Whether a user has all that a creation asked for, so that it can be the one that it created. */
function isAsWanted(found: IDataObject, body: NewUser): boolean {
	return Object.entries(body)
		.filter(([key]) => !NOT_RETURNED.has(key))
		.every(([key, wanted]) => {
			const has = found[key];
			if (key === 'user_id') return String(has).endsWith(`|${wanted}`);
			if (wanted === false && has === undefined) return true;
			// Logins are stored in lower case.
			return canonicalJson(has).toLowerCase() === canonicalJson(wanted).toLowerCase();
		});
}
