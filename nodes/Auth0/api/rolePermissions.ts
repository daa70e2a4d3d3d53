import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import type { Permission } from './permissions';

/**
 * Lists the permissions that a role brings.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/get-role-permission
 */
export const listRolePermissions = (roleId: string): ListRequest<IDataObject> => ({
	path: path`/roles/${roleId}/permissions`,
	subject: {
		name: `Role “${roleId}”`,
		whenMissing: "Check 'Role'. The role may have been deleted in the meantime.",
	},
	row: record,
});

/**
 * Adds permissions to a role, besides those that it brings.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/post-role-permission-assignment
 */
export const addRolePermissions = (
	roleId: string,
	permissions: Permission[],
): ApiCommand<Management.AddRolePermissionsRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	...changeOf(roleId, { permissions }),
});

/**
 * Removes permissions from a role; one that it does not bring makes no difference.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/delete-role-permission-assignment
 */
export const removeRolePermissions = (
	roleId: string,
	permissions: Permission[],
): ApiCommand<Management.DeleteRolePermissionsRequestContent> => ({
	method: 'DELETE',
	...changeOf(roleId, { permissions }),
});

const changeOf = (
	roleId: string,
	body: Management.AddRolePermissionsRequestContent &
		Management.DeleteRolePermissionsRequestContent,
) => ({
	path: path`/roles/${roleId}/permissions`,
	body,
	subject: {
		name: `Role “${roleId}” or one of the permissions`,
		whenMissing: "Check 'Role', 'API' and 'Permissions': enter each name as Auth0 shows it.",
		whenRefused: "Check 'API' and 'Permissions': enter each name exactly as Auth0 shows it.",
	},
	labels: { permissions: 'Permissions' },
});
