import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { anId, aText, listOf, optional, partOf, record, type Reader } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiCommand, ApiRequest, Subject } from '../transport/request';
import { FULL_USER_ID } from './userIds';
import { linkedIdentityError, ownerOf } from './linkedIdentities';
import { USER_ERRORS, USER_LABELS } from './userRefusals';
import type { UserChange } from './userSchema';

/** A user as Auth0 returns it, with all fields or with some of them. */
export const user = partOf<Management.UserResponseSchema>()({ user_id: anId });

/** A user, as far as the node relies on it. */
export type User = ReturnType<typeof user>;

/** Which fields of a user Auth0 returns, or leaves out. */
export type FieldsQuery = Pick<Management.GetUserRequestParameters, 'fields' | 'include_fields'>;

/** Where a user is named. */
export const CHECK_USER = "Check the 'User' field.";

/** What is advised about a user who is not there. */
export const CHECK_ENTERED_USER = `${CHECK_USER} ${FULL_USER_ID} The user may also have been deleted.`;

/** What an error says about the user of this id. */
export const subjectOf = (id: string): Subject => ({
	name: `User “${id}”`,
	whenMissing: CHECK_ENTERED_USER,
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

/** The ways in which an email address or a username can be stored. */
export const spellingsOf = (login: string) => [...new Set([login, login.toLowerCase()])];
