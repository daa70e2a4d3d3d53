import type { Management } from 'auth0';

import { aText, anId, optional, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest, Subject } from '../transport/request';

const profile = partOf<Management.SelfServiceProfile>()({ id: anId, name: optional(aText) });

/** What customers can set up themselves, and how that looks. */
export type SelfServiceProfile = ReturnType<typeof profile>;

const subjectOf = (profileId: string): Subject => ({
	name: `Self-service profile “${profileId}”`,
	whenMissing:
		"Check 'Self-Service Profile'. Auth0 Dashboard lists them under Authentication → Enterprise → Self-Service Profiles.",
});

/**
 * Lists the self-service profiles of the tenant.
 *
 * @see https://auth0.com/docs/api/management/v2/self-service-profiles/get-self-service-profiles
 */
export const listSelfServiceProfiles = (): ListRequest<SelfServiceProfile> => ({
	path: '/self-service-profiles',
	row: profile,
});

/**
 * Retrieves a self-service profile.
 *
 * @see https://auth0.com/docs/api/management/v2/self-service-profiles/get-self-service-profiles-by-id
 */
export const getSelfServiceProfile = (profileId: string): ApiRequest<SelfServiceProfile> => ({
	method: 'GET',
	path: path`/self-service-profiles/${profileId}`,
	subject: subjectOf(profileId),
	answers: profile,
});

/** What an SSO setup link is for. */
export type NewSsoTicket = Management.CreateSelfServiceProfileSsoTicketRequestContent;

const ticket = partOf<Management.CreateSelfServiceProfileSsoTicketResponseContent>()({
	ticket: aText,
});

/**
 * Creates a link with which a customer sets up single sign-on. Each request creates another link.
 *
 * @returns undefined from `createNew` where the tenant has a connection of that name already
 * @see https://auth0.com/docs/api/management/v2/self-service-profiles/post-sso-ticket
 */
export const createSsoTicket = (
	profileId: string,
	body: NewSsoTicket,
): ApiRequest<ReturnType<typeof ticket>, NewSsoTicket> => ({
	method: 'POST',
	path: path`/self-service-profiles/${profileId}/sso-ticket`,
	body,
	subject: subjectOf(profileId),
	labels: {
		'connection_config.name': 'Connection Name',
		connection_config: 'Connection Name',
	},
	// A second link is another way to the same setup.
	isIdempotent: true,
	answers: ticket,
});
