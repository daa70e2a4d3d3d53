import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { aText, anId, listOf, optional, partOf, record, type Reader } from '../transport/answers';
import { looksLikeId } from '../transport/advice';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiCommand, ApiRequest, Subject } from '../transport/request';
import { subjectOf } from './users';

const known = partOf<Management.Organization>()({
	id: anId,
	name: aText,
	display_name: optional(aText),
});

/** An organization of the tenant, as far as the node relies on it. */
export type Organization = ReturnType<typeof known>;

/** Reads an organization, and puts first what tells it from others: Auth0 answers in any order. */
export const organization: Reader<Organization> = (value, at) => {
	const { id, name, display_name: title, ...rest } = known(value, at);
	return { id, name, display_name: title, ...rest };
};

/**
 * Lists the organizations of the tenant, the oldest first. Names are unique, display names are not.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
 */
export const listOrganizations = (): ListRequest<Organization> => ({
	path: '/organizations',
	isCheckpoint: true,
	row: organization,
});

/** How many organizations Auth0 lets page through in an order of one's own. */
export const MAX_SORTED = 1000;

/**
 * Lists the first MAX_SORTED organizations in an order.
 *
 * @param sort such as `name:1`
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
 */
export const listSortedOrganizations = (sort: string): ListRequest<Organization> => ({
	path: '/organizations',
	query: { sort, include_totals: true },
	maxRows: MAX_SORTED,
	row: organization,
});

/**
 * Retrieves an organization by its ID.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
export const getOrganization = (id: string): ApiRequest<Organization> => ({
	method: 'GET',
	path: path`/organizations/${id}`,
	subject: chosenOrganization(id),
	answers: organization,
});

const TAKES_NAME =
	"Check the 'Organization' field. It takes the name, not the display name: Get Many finds organizations by both.";

/**
 * Retrieves an organization by its name, which only one has.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-name
 */
export const getOrganizationByName = (name: string): ApiRequest<Organization> => ({
	method: 'GET',
	path: path`/organizations/name/${name}`,
	subject: {
		name: `Organization “${name}”`,
		whenMissing: /^org_[a-z0-9]{16}$/.test(name) ? `${looksLikeId()} ${TAKES_NAME}` : TAKES_NAME,
	},
	answers: organization,
});

const member = partOf<Management.OrganizationMember>()({
	user_id: anId,
	roles: optional(listOf(partOf<Management.OrganizationMemberRole>()({ id: anId, name: aText }))),
});

/**
 * Lists the members of an organization by their user_id.
 *
 * @param hasRoles whether with the roles that they have there, which takes a permission of its own
 * @see https://auth0.com/docs/api/management/v2/organizations/get-members
 */
export const listMembers = (
	organizationId: string,
	hasRoles = false,
): ListRequest<ReturnType<typeof member>> => ({
	path: path`/organizations/${organizationId}/members`,
	query: { fields: hasRoles ? 'user_id,roles' : 'user_id', include_fields: true },
	isCheckpoint: true,
	subject: {
		name: `Organization “${organizationId}”`,
		whenMissing: 'It may have been deleted in the meantime. Run this item again.',
	},
	row: member,
	rowId: 'user_id',
});

/** How many members are added or removed by one request. */
export const MEMBERS_A_REQUEST = 10;

/**
 * Makes users members of an organization; those who are already stay.
 *
 * @param members their user IDs, MEMBERS_A_REQUEST at most
 * @see https://auth0.com/docs/api/management/v2/organizations/post-members
 */
export const addMembers = (
	organizationId: string,
	members: string[],
): ApiCommand<Management.CreateOrganizationMemberRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	path: path`/organizations/${organizationId}/members`,
	body: { members },
	subject: chosenOrganization(organizationId),
});

/**
 * Removes users from an organization; they stay users of the tenant.
 *
 * @param members their user IDs, MEMBERS_A_REQUEST at most
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-members
 */
export const removeMembers = (
	organizationId: string,
	members: string[],
): ApiCommand<Management.DeleteOrganizationMembersRequestContent> => ({
	method: 'DELETE',
	path: path`/organizations/${organizationId}/members`,
	body: { members },
	subject: chosenOrganization(organizationId),
});

/** What an error says about the organization that somebody chose. */
export const chosenOrganization = (organizationId: string): Subject => ({
	name: `Organization “${organizationId}”`,
	whenMissing: "Check the 'Organization' field. The organization may also have been deleted.",
});

/**
 * Lists the organizations that a user is a member of.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-user-organizations
 */
export const listUserOrganizations = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/organizations`,
	subject: subjectOf(userId),
	row: record,
});
