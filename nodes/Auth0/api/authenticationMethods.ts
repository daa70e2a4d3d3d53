import type { IDataObject } from 'n8n-workflow';

import { record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import { subjectOf } from './users';

/**
 * Lists the MFA factors and passkeys that a user has enrolled.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-authentication-methods
 */
export const listAuthenticationMethods = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/authentication-methods`,
	subject: subjectOf(userId),
	row: record,
});

/**
 * Removes all MFA factors and passkeys of a user. Auth0 answers the same for an ID that no user has.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-authentication-methods
 */
export const deleteAuthenticationMethods = (userId: string): ApiCommand => ({
	method: 'DELETE',
	path: path`/users/${userId}/authentication-methods`,
	subject: subjectOf(userId),
});
