import type { IDataObject } from 'n8n-workflow';

import { record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import { subjectOf } from './users';

/**
 * Lists what is known of the refresh tokens of a user, without the tokens themselves.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-refresh-tokens-for-user
 */
export const listUserRefreshTokens = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/refresh-tokens`,
	isCheckpoint: true,
	subject: subjectOf(userId),
	row: record,
});

/**
 * Revokes all refresh tokens of a user, within moments; sessions stay.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-refresh-tokens-for-user
 */
export const deleteUserRefreshTokens = (userId: string): ApiCommand => ({
	method: 'DELETE',
	path: path`/users/${userId}/refresh-tokens`,
	subject: subjectOf(userId),
});
