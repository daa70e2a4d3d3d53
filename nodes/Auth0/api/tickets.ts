import type { Management } from 'auth0';

import { aText, partOf } from '../transport/answers';
import type { ApiRequest } from '../transport/request';
import { CUSTOM_DOMAIN_CONFLICT } from './customDomains';
import { subjectOf } from './users';

/** What can be chosen about a link, besides the user. */
export type TicketOptions = Pick<
	Management.ChangePasswordTicketRequestContent,
	| 'client_id'
	| 'includeEmailInRedirect'
	| 'mark_email_as_verified'
	| 'organization_id'
	| 'result_url'
	| 'ttl_sec'
>;

const ticket = partOf<Management.ChangePasswordTicketResponseContent>()({ ticket: aText });

/** A link: whoever has it can use it until it expires. */
export type Ticket = ReturnType<typeof ticket>;

/** What the panel calls the properties of a ticket. */
export const TICKET_LABELS: Record<string, string> = {
	client_id: 'Application',
	includeEmailInRedirect: 'Include Email in Redirect',
	mark_email_as_verified: 'Mark Email as Verified',
	organization_id: 'Organization',
	result_url: 'Result URL',
	ttl_sec: 'Valid For (Hours)',
	user_id: 'User',
};

/**
 * Makes a link with which a user sets a new password.
 *
 * @see https://auth0.com/docs/api/management/v2/tickets/post-password-change
 */
export const createPasswordChangeTicket = (
	userId: string,
	options: TicketOptions,
): ApiRequest<Ticket, Management.ChangePasswordTicketRequestContent> => ({
	path: '/tickets/password-change',
	body: { ...options, user_id: userId },
	...ticketOf(userId),
});

/**
 * Makes a link with which a user verifies the email address.
 *
 * @see https://auth0.com/docs/api/management/v2/tickets/post-email-verification
 */
export const createEmailVerificationTicket = (
	userId: string,
	options: Omit<TicketOptions, 'mark_email_as_verified'>,
): ApiRequest<Ticket, Management.VerifyEmailTicketRequestContent> => ({
	path: '/tickets/email-verification',
	body: { ...options, user_id: userId },
	...ticketOf(userId),
});

const ticketOf = (userId: string) => ({
	method: 'POST' as const,
	subject: subjectOf(userId),
	labels: TICKET_LABELS,
	errors: [CUSTOM_DOMAIN_CONFLICT],
	answers: ticket,
	// Twice is harmless: the first link, which nobody has seen, expires.
	isIdempotent: true,
});
