import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { listOf, record } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import { subjectOf } from './users';

type LinkProperty = keyof Pick<
	Management.LinkUserIdentityRequestContent,
	'provider' | 'user_id' | 'connection_id'
>;

/** A user by the two parts of the user_id, and the database where the tenant has several. */
type UserToLink = Record<'provider' | 'user_id', string> & {
	[Name in LinkProperty]?: string;
};

/**
 * Makes another user an identity of a user, and is answered with all identities. The other is no user of
 * its own any more.
 *
 * @see https://auth0.com/docs/api/management/v2/users/post-identities
 */
export function linkUserIdentity(userId: string, body: UserToLink): ApiRequest<IDataObject[]> {
	const linked = `${body.provider}|${body.user_id}`;
	return {
		method: 'POST',
		path: path`/users/${userId}/identities`,
		body,
		labels: {
			connection_id: 'Connection ID',
			provider: 'User to Link',
			user_id: 'User to Link',
		},
		subject: {
			...subjectOf(userId),
			name: `User “${userId}” or “${linked}”`,
			whenExisting: `“${linked}” is already linked to this user or to another one.`,
		},
		answers: listOf(record),
	};
}

/**
 * Makes a linked identity a user of its own again, and is answered with the identities that are left.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-user-identity-by-user-id
 */
export const unlinkUserIdentity = (
	userId: string,
	{ provider, user_id: identityId }: Record<'provider' | 'user_id', string>,
): ApiRequest<IDataObject[]> => ({
	method: 'DELETE',
	path: path`/users/${userId}/identities/${provider}/${identityId}`,
	subject: {
		...subjectOf(userId),
		name: `User “${userId}” or its identity “${provider}|${identityId}”`,
	},
	answers: listOf(record),
});
