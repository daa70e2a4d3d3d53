import type { Management } from 'auth0';

import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand, Subject } from '../transport/request';
import { role, type Role } from './roles';

const memberSubject = (organizationId: string, userId: string): Subject => ({
	name: `User “${userId}” or organization “${organizationId}”`,
	whenMissing: 'It may have been deleted in the meantime. Run this item again.',
});

const rolesPath = (organizationId: string, userId: string) =>
	path`/organizations/${organizationId}/members/${userId}/roles`;

/**
 * Lists the roles that a user has as a member of an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-member-roles
 */
export const listMemberRoles = (organizationId: string, userId: string): ListRequest<Role> => ({
	path: rolesPath(organizationId, userId),
	subject: memberSubject(organizationId, userId),
	row: role,
});

/**
 * Gives a member of an organization roles there, besides those that the member has.
 *
 * @param roles their IDs
 * @see https://auth0.com/docs/api/management/v2/organizations/post-organization-member-roles
 */
export const assignMemberRoles = (
	organizationId: string,
	userId: string,
	roles: string[],
): ApiCommand<Management.AssignOrganizationMemberRolesRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	path: rolesPath(organizationId, userId),
	body: { roles },
	subject: memberSubject(organizationId, userId),
});
