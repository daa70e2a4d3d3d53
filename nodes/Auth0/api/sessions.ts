import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import { subjectOf } from './users';

/**
 * Lists the login sessions of a user.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-sessions-for-user
 */
export const listUserSessions = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/sessions`,
	isCheckpoint: true,
	subject: subjectOf(userId),
	row: record,
});

/**
 * Ends all login sessions of a user, within moments; refresh tokens stay.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-sessions-for-user
 */
export const deleteUserSessions = (userId: string): ApiCommand => ({
	method: 'DELETE',
	path: path`/users/${userId}/sessions`,
	subject: subjectOf(userId),
});

/**
 * Ends all login sessions of a user and revokes the refresh tokens, within moments. Auth0 answers the same
 * for an ID that no user has.
 *
 * @see https://auth0.com/docs/api/management/v2/users/user-revoke-access
 */
export const revokeUserAccess = (
	userId: string,
	body: Pick<Management.RevokeUserAccessRequestContent, 'preserve_refresh_tokens'>,
): ApiCommand<Management.RevokeUserAccessRequestContent> => ({
	method: 'POST',
	path: path`/users/${userId}/revoke-access`,
	body,
	subject: subjectOf(userId),
	labels: { preserve_refresh_tokens: 'Preserve Refresh Tokens' },
	isIdempotent: true,
});
