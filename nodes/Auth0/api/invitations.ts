import type { Management } from 'auth0';

import { aText, anId, listOf, object, optional, partOf } from '../transport/answers';
import { PAGE_SIZE, type ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest, Subject } from '../transport/request';
import { CUSTOM_DOMAIN_CONFLICT } from './customDomains';
import { METADATA_LABELS } from './metadata';
import { chosenOrganization } from './organizations';

const invitation = partOf<Management.OrganizationInvitation>()({
	id: anId,
	invitee: object({ email: aText }),
	client_id: optional(aText),
	connection_id: optional(aText),
	roles: optional(listOf(aText)),
	created_at: optional(aText),
	expires_at: optional(aText),
});

/** An invitation to an organization, as far as the node relies on it. */
export type Invitation = ReturnType<typeof invitation>;

/** The invitation to create. */
export type NewInvitation = Management.CreateOrganizationInvitationRequestContent;

/** The properties with which whoever has them can accept an invitation. */
export const SECRETS_OF_INVITATION = ['invitation_url', 'ticket_id'];

/** The most invitations that Auth0 lets page through, in either order. */
export const MAX_INVITATIONS = 1000;

const invitationsPath = (organizationId: string) =>
	path`/organizations/${organizationId}/invitations`;

/**
 * Lists the invitations of an organization that nobody has accepted or deleted.
 *
 * @param hasLinks whether with their links, which are secrets
 * @param order by the time at which they were created
 * @see https://auth0.com/docs/api/management/v2/organizations/get-invitations
 */
export const listInvitations = (
	organizationId: string,
	hasLinks = false,
	order: 'newest' | 'oldest' = 'newest',
): ListRequest<Invitation> => ({
	path: invitationsPath(organizationId),
	query: {
		sort: `created_at:${order === 'newest' ? -1 : 1}`,
		...(!hasLinks && { fields: SECRETS_OF_INVITATION.join(','), include_fields: false }),
	},
	subject: chosenOrganization(organizationId),
	row: invitation,
	maxRows: MAX_INVITATIONS,
});

/** What the panel calls the properties of an invitation. */
const LABELS: Record<string, string> = {
	...METADATA_LABELS,
	client_id: 'Application',
	connection_id: 'Connection',
	invitee: 'Email',
	'invitee.email': 'Email',
	inviter: 'Inviter Name',
	'inviter.name': 'Inviter Name',
	roles: 'Roles',
	ttl_sec: 'Valid For (Hours)',
};

const NO_LOGIN_ROUTE: RefusalRule = {
	status: 400,
	pattern: /default login route/i,
	message: 'The application has no login URI, so Auth0 cannot create an invitation link.',
	description:
		'Enter one in Auth0 Dashboard → Applications → the application → Settings → Application Login URI, or choose a different application.',
};

/** Whom an invitation invites to what. */
interface Comparable {
	invitee: { email: string };
	client_id?: string | null;
	connection_id?: string | null;
	roles?: string[] | null;
}

/** Whether two invitations are for the same person, and for the same thing. */
export function isSameInvitation(one: Comparable, other: Comparable): boolean {
	const rolesOf = ({ roles }: Comparable) => [...(roles ?? [])].sort().join(' ');
	return (
		one.invitee.email.toLowerCase() === other.invitee.email.toLowerCase() &&
		(one.client_id ?? '') === (other.client_id ?? '') &&
		(one.connection_id ?? '') === (other.connection_id ?? '') &&
		rolesOf(one) === rolesOf(other)
	);
}

/**
 * Invites somebody to an organization. Auth0 invites the same person as often as it is asked: where the answer is
 * lost, the invitation is looked for, and never sent again.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/post-invitations
 */
export const createInvitation = (
	organizationId: string,
	body: NewInvitation,
): ApiRequest<Invitation, NewInvitation> => ({
	method: 'POST',
	path: invitationsPath(organizationId),
	body,
	subject: {
		...chosenOrganization(organizationId),
		whenRefused: "Check 'Email', 'Application', 'Connection' and 'Roles'.",
	},
	whenUnknown: `The invitation may have been created. Use Get Many to look for ${body.invitee.email} before you run this item again.`,
	labels: LABELS,
	errors: [NO_LOGIN_ROUTE, CUSTOM_DOMAIN_CONFLICT],
	answers: invitation,
	lookUp: {
		requests: [
			{
				method: 'GET',
				path: invitationsPath(organizationId),
				query: { sort: 'created_at:-1', per_page: PAGE_SIZE },
				answers: listOf(invitation),
			},
		],
		matches: (found) => isSameInvitation(found, body),
		// Whoever created it: the person is invited, and nobody is to be invited twice.
		isMarked: true,
		canBeTwice: true,
		idOf: ({ id }) => id,
		createdAt: ({ created_at: createdAt }) => createdAt ?? undefined,
	},
});

const invitationSubject = (organizationId: string, id: string): Subject => ({
	name: `Invitation “${id}” of organization “${organizationId}”`,
	whenMissing:
		"Check 'Organization' and 'Invitation'. The invitation may have been accepted or deleted, or has expired.",
});

/**
 * Retrieves an invitation without its link.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-invitations-by-invitation-id
 */
export const getInvitation = (organizationId: string, id: string): ApiRequest<Invitation> => ({
	method: 'GET',
	path: path`/organizations/${organizationId}/invitations/${id}`,
	query: { fields: SECRETS_OF_INVITATION.join(','), include_fields: false },
	subject: invitationSubject(organizationId, id),
	answers: invitation,
});

/**
 * Deletes an invitation, whose link stops working.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-invitations-by-invitation-id
 */
export const deleteInvitation = (organizationId: string, id: string): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/organizations/${organizationId}/invitations/${id}`,
	subject: invitationSubject(organizationId, id),
	answers: () => undefined,
	answersText: () => undefined,
});
