import type { Management } from 'auth0';

import { aText, anId, listOf, optional, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand, Subject } from '../transport/request';
import { addMembers, chosenOrganization, removeMembers } from './organizations';
import { nobodyRule } from './userRefusals';

const memberRole = partOf<Management.OrganizationMemberRole>()({ id: anId, name: aText });

/** A role that a member has in an organization. */
export type MemberRole = ReturnType<typeof memberRole>;

const member = partOf<Management.OrganizationMember>()({
	user_id: anId,
	roles: optional(listOf(memberRole)),
});

/** A member of an organization, as lists have it. */
export type OrganizationMember = ReturnType<typeof member>;

/**
 * Lists the members of an organization.
 *
 * @param hasRoles whether with the roles that they have there, which takes a permission of its own
 * @see https://auth0.com/docs/api/management/v2/organizations/get-members
 */
export const listOrganizationMembers = (
	organizationId: string,
	hasRoles: boolean,
): ListRequest<OrganizationMember> => ({
	path: path`/organizations/${organizationId}/members`,
	...(hasRoles && {
		query: { fields: 'user_id,email,name,picture,roles', include_fields: true },
	}),
	isCheckpoint: true,
	subject: chosenOrganization(organizationId),
	row: member,
	rowId: 'user_id',
});

const memberSubject = (organizationId: string, users: string[]): Subject => ({
	...chosenOrganization(organizationId),
	...(users.length === 1 && { name: `Organization “${organizationId}” or user “${users[0]}”` }),
	whenMissing: "Check 'Organization' and 'User'. They may have been deleted in the meantime.",
	whenRefused: "Check 'User'. It must be the ID of a user of the tenant.",
});

/** As `addMembers`, of users that somebody chose. */
export const addOrganizationMembers = (organizationId: string, users: string[]): ApiCommand => ({
	...addMembers(organizationId, users),
	subject: memberSubject(organizationId, users),
	errors: nobodyRule(users),
});

/** As `removeMembers`, of users that somebody chose. */
export const removeOrganizationMembers = (organizationId: string, users: string[]): ApiCommand => ({
	...removeMembers(organizationId, users),
	subject: memberSubject(organizationId, users),
});
