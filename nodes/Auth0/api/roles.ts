import type { Management } from 'auth0';

import { aText, anId, optional, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand, Subject } from '../transport/request';
import { subjectOf as userSubject } from './users';

/** How many roles Auth0 allows a user to have, of the tenant or as a member of an organization. */
export const MAX_ROLES = 50;

/** A role, as Auth0 shows it in lists. */
export const role = partOf<Management.Role>()({
	id: anId,
	name: aText,
	description: optional(aText),
	type: optional(aText),
	owner_id: optional(aText),
});

/** A role of the tenant, as far as the node relies on it. */
export type Role = ReturnType<typeof role>;

/**
 * Whether it is a role of the tenant, and not of an organization, which gives it to its members. Where
 * roles of organizations are switched on, lists of roles hold both kinds.
 */
export const isOfTenant = ({ type, owner_id: ownerId }: Role) =>
	type !== 'organization' && !ownerId;

/**
 * Lists the roles of the tenant and of its organizations.
 *
 * @param name a part of the name, in any case; absent for all roles
 * @see https://auth0.com/docs/api/management/v2/roles/get-roles
 */
export const listRoles = (name?: string): ListRequest<Role> => ({
	path: '/roles',
	...(name !== undefined && { query: { name_filter: name } }),
	row: role,
});

const member = partOf<Management.RoleUser>()({ user_id: anId });

/**
 * Lists the users who have a role of the tenant.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/get-role-user
 */
export const listRoleMembers = (roleId: string): ListRequest<ReturnType<typeof member>> => ({
	path: path`/roles/${roleId}/users`,
	isCheckpoint: true,
	subject: {
		name: `Role “${roleId}”`,
		whenMissing: 'It may have been deleted in the meantime. Run this item again.',
	},
	row: member,
	rowId: 'user_id',
});

const changeSubject = (userId: string): Subject => ({
	name: `User “${userId}” or one of the roles`,
	whenMissing: "Check 'User' and 'Roles'. They may have been deleted in the meantime.",
	whenRefused: "Check 'Roles'. Each must be a role of the tenant, not of an organization.",
});

/**
 * Lists the roles that are assigned to a user directly.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-user-roles
 */
export const listUserRoles = (userId: string): ListRequest<Role> => ({
	path: path`/users/${userId}/roles`,
	subject: userSubject(userId),
	row: role,
});

/**
 * Assigns roles to a user, besides those that the user has.
 *
 * @param roles their IDs
 * @see https://auth0.com/docs/api/management/v2/users/post-user-roles
 */
export const assignRoles = (
	userId: string,
	roles: string[],
): ApiCommand<Management.AssignUserRolesRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	...changeOf(userId, { roles }),
});

/**
 * Removes roles from a user; one that the user does not have makes no difference.
 *
 * @param roles their IDs
 * @see https://auth0.com/docs/api/management/v2/users/delete-user-roles
 */
export const unassignRoles = (
	userId: string,
	roles: string[],
): ApiCommand<Management.DeleteUserRolesRequestContent> => ({
	method: 'DELETE',
	...changeOf(userId, { roles }),
});

const changeOf = (
	userId: string,
	body: Management.AssignUserRolesRequestContent & Management.DeleteUserRolesRequestContent,
) => ({
	path: path`/users/${userId}/roles`,
	body,
	subject: changeSubject(userId),
	labels: { roles: 'Roles' },
});
