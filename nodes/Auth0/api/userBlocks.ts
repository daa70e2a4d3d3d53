import type { Management } from 'auth0';

import { listOf, optional, partOf, record } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiCommand, ApiRequest } from '../transport/request';
import { subjectOf } from './users';

const userBlocks = partOf<Management.ListUserBlocksResponseContent>()({
	blocked_for: optional(listOf(record)),
});

/**
 * Retrieves the blocks of a user after too many failed logins, and not that of an administrator.
 *
 * @see https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks-by-id
 */
export const getUserBlocks = (userId: string): ApiRequest<ReturnType<typeof userBlocks>> => ({
	method: 'GET',
	path: path`/user-blocks/${userId}`,
	subject: subjectOf(userId),
	answers: userBlocks,
});

/**
 * Lifts the blocks of a user after too many failed logins, and not that of an administrator.
 *
 * @see https://auth0.com/docs/api/management/v2/user-blocks/delete-user-blocks-by-id
 */
export const deleteUserBlocks = (userId: string): ApiCommand => ({
	method: 'DELETE',
	path: path`/user-blocks/${userId}`,
	subject: subjectOf(userId),
});
