import type { Management } from 'auth0';

import { aText, partOf } from '../transport/answers';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';

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
	subject: {
		name: `Self-service profile “${profileId}”`,
		whenMissing:
			"Check 'Self-Service Profile'. Auth0 Dashboard lists them under Authentication → Enterprise → Self-Service Profiles.",
	},
	labels: {
		'connection_config.name': 'Connection Name',
		connection_config: 'Connection Name',
	},
	// A second link is another way to the same setup.
	isIdempotent: true,
	answers: ticket,
});
