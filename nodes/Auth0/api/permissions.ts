import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import { subjectOf } from './users';

/** A permission, by the identifier of its API and its own name. */
export type Permission = Management.PermissionRequestPayload;

/**
 * Lists the permissions that a user has, each with its sources: directly, or by a role.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-permissions
 */
export const listUserPermissions = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/permissions`,
	subject: subjectOf(userId),
	row: record,
});

/**
 * Assigns permissions to a user, besides those that the user has directly or by a role.
 *
 * @see https://auth0.com/docs/api/management/v2/users/post-permissions
 */
export const assignPermissions = (
	userId: string,
	permissions: Permission[],
): ApiCommand<Management.CreateUserPermissionsRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	...changeOf(userId, { permissions }),
});

/**
 * Removes permissions that a user has directly; those of the roles stay.
 *
 * @see https://auth0.com/docs/api/management/v2/users/delete-permissions
 */
export const unassignPermissions = (
	userId: string,
	permissions: Permission[],
): ApiCommand<Management.DeleteUserPermissionsRequestContent> => ({
	method: 'DELETE',
	...changeOf(userId, { permissions }),
});

const changeOf = (
	userId: string,
	body: Management.CreateUserPermissionsRequestContent &
		Management.DeleteUserPermissionsRequestContent,
) => ({
	path: path`/users/${userId}/permissions`,
	body,
	subject: {
		name: `User “${userId}” or one of the permissions`,
		whenMissing: "Check 'User', 'API' and 'Permissions': enter each name as Auth0 shows it.",
		whenRefused: "Check 'API' and 'Permissions': enter each name exactly as Auth0 shows it.",
	},
	labels: { permissions: 'Permissions' },
});
