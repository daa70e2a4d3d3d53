import type { Management } from 'auth0';

import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiCommand, Subject } from '../transport/request';
import { MAX_ROLES, role, type Role } from './roles';

const rolesPath = (organizationId: string, userId: string) =>
	path`/organizations/${organizationId}/members/${userId}/roles`;

const rolesSubject = (organizationId: string, userId: string): Subject => ({
	name: `Organization “${organizationId}” or member “${userId}”`,
	whenMissing:
		"Check 'Organization' and 'User'. The user must be a member of the organization: add it with Add first.",
	whenRefused:
		"Check 'User' and 'Roles'. The user must be a member of the organization, and each role one of the tenant or of this organization.",
});

/**
 * Lists the roles that a member has in an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-member-roles
 */
export const listMemberRoles = (organizationId: string, userId: string): ListRequest<Role> => ({
	path: rolesPath(organizationId, userId),
	subject: rolesSubject(organizationId, userId),
	row: role,
});

const TOO_MANY_ROLES: RefusalRule = {
	status: 409,
	message: 'The member cannot have more roles in this organization.',
	description: `Auth0 allows up to ${MAX_ROLES} roles per member. Remove some of them first.`,
};

/**
 * Gives a member roles in an organization, besides those that it has there.
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
	subject: rolesSubject(organizationId, userId),
	labels: { roles: 'Roles' },
	errors: [TOO_MANY_ROLES],
});

/**
 * Takes roles from a member of an organization; one that it does not have makes no difference.
 *
 * @param roles their IDs
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-organization-member-roles
 */
export const unassignMemberRoles = (
	organizationId: string,
	userId: string,
	roles: string[],
): ApiCommand<Management.DeleteOrganizationMemberRolesRequestContent> => ({
	method: 'DELETE',
	path: rolesPath(organizationId, userId),
	body: { roles },
	subject: rolesSubject(organizationId, userId),
	labels: { roles: 'Roles' },
});
