import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { listOf, record } from '../transport/answers';
import type { ErrorText } from '../transport/errors';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest } from '../transport/request';
import { ownerOf } from './linkedIdentities';
import type { Open } from './open';
import { type IdentityReference, userIdOf } from './userIds';
import { subjectOf } from './users';

type LinkContent = Open<Management.LinkUserIdentityRequestContent>;

/** A user by the two parts of the user_id, and the database where the tenant has several. */
type UserToLink = IdentityReference & Pick<LinkContent, 'connection_id'>;

/**
 * Makes another user an identity of a user, and is answered with all identities. The other is no user of
 * its own any more.
 *
 * @see https://auth0.com/docs/api/management/v2/users/post-identities
 */
export function linkUserIdentity(
	userId: string,
	body: UserToLink,
): ApiRequest<IDataObject[], LinkContent> {
	const linked = userIdOf(body);
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
			explainExisting: async (api) => {
				const owner = await ownerOf(api, linked);
				const isOther = owner !== undefined && owner !== userId;
				return isOther ? linkedAlready(userId, linked, owner) : undefined;
			},
		},
		errors: linkErrors(userId, linked),
		// Auth0 refuses the second one, and says that the identity exists.
		isIdempotent: true,
		answers: listOf(record),
	};
}

/** What is said of an identity that is one of another user already. @param owner the user_id of that user */
const linkedAlready = (userId: string, linked: string, owner: string): ErrorText => ({
	message: `“${linked}” is already linked to user “${owner}”.`,
	description: `To link it to “${userId}” instead, unlink it from “${owner}” first. To link both users, enter “${owner}” in 'User to Link'.`,
});

const CHECK_LINKED = "Check 'User to Link', and 'Connection ID' if you use it.";

/** Why Auth0 does not link a user. The wordings are those of its OpenAPI document. */
const linkErrors = (userId: string, linked: string): readonly RefusalRule[] => [
	{
		status: 409,
		message: `“${linked}” is already linked.`,
		description: `It is an identity of “${userId}” or of another user. To see the identities of a user, use Get. To link it to a different user, unlink it first.`,
	},
	{
		status: 400,
		pattern: /secondary account not found/i,
		message: `User “${linked}” does not exist.`,
		description: CHECK_LINKED,
	},
	{
		status: 400,
		pattern: /provider\/connection is not configured/i,
		message: `The tenant has no connection for “${linked}”.`,
		description: CHECK_LINKED,
	},
];

/**
 * Makes a linked identity a user of its own again, and is answered with the identities that are left.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-user-identity-by-user-id
 */
export const unlinkUserIdentity = (
	userId: string,
	identity: IdentityReference,
): ApiRequest<IDataObject[]> => ({
	method: 'DELETE',
	path: path`/users/${userId}/identities/${identity.provider}/${identity.user_id}`,
	subject: {
		...subjectOf(userId),
		name: `User “${userId}” or its identity “${userIdOf(identity)}”`,
	},
	errors: UNLINK_ERRORS,
	answers: listOf(record),
});

/** Why Auth0 does not unlink an identity. The wordings are those of its answers. */
const UNLINK_ERRORS: readonly RefusalRule[] = [
	{
		status: 400,
		pattern: /does not contain the given identity/i,
		message: 'The user has no such identity.',
		description: "Check 'User' and 'Identity'. The list shows the linked identities of the user.",
	},
	{
		status: 400,
		pattern: /main identity cannot be removed/i,
		message: 'This is the user’s primary identity, which cannot be unlinked.',
		description: "Choose a linked identity in 'Identity'.",
	},
];
