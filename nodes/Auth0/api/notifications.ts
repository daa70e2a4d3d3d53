// Version 4 of Auth0’s SDK, the last with types for the Authentication API.
import type {
	ChangePasswordRequest,
	SendEmailLinkRequest,
	SendEmailRequest,
	SendSmsRequest,
} from 'auth0-legacy';
import type { IDataObject } from 'n8n-workflow';

import { aSentence, record } from '../transport/answers';
import type { AuthenticationRequest } from '../transport/authenticationApi';
import {
	AUTHENTICATION_ERRORS,
	AUTHENTICATION_LABELS,
	UNKNOWN_DISPATCH,
} from './authenticationRefusals';

const PASSWORD_EMAIL_LIMIT = {
	text: 'Auth0 allows 10 requests per email address, then one per minute.',
	refillMs: 60_000,
};

const PASSWORDLESS_LIMIT = {
	text: 'Auth0 allows 50 codes and links per hour from one IP address, which is that of n8n.',
	refillMs: 3_600_000 / 50,
};

/** Who gets the email with which a password is set, and in whose name. */
export type PasswordEmail = Omit<ChangePasswordRequest, 'client_id'> & {
	/** The Client ID of the application; by default that of the credential. */
	clientId?: string;
};

/**
 * Has Auth0 send its email for a change of password. Nobody gets it twice: after an unknown outcome it is
 * not sent again. Auth0 answers with a sentence, which is the same whether there is such a user or not.
 *
 * @see https://auth0.com/docs/api/authentication/database-ad-ldap-active-directory/change-password
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export const sendPasswordEmail = ({
	email,
	connection,
	organization,
	clientId,
}: PasswordEmail): AuthenticationRequest<string, ChangePasswordRequest> => ({
	method: 'POST',
	path: '/dbconnections/change_password',
	body: { email, connection, ...(organization && { organization }) },
	clientId,
	limitedBy: email.toLowerCase(),
	limit: PASSWORD_EMAIL_LIMIT,
	labels: AUTHENTICATION_LABELS,
	errors: AUTHENTICATION_ERRORS,
	whenUnknown: UNKNOWN_DISPATCH,
	answers: aSentence,
	answersText: aSentence,
});

/** Who gets a one-time code or a magic link, which of them, and what a link carries to the login. */
export type PasswordlessMessage = Pick<SendEmailLinkRequest, 'authParams'> &
	(
		| ({ connection: 'email' } & SendEmailRequest)
		| ({ connection: 'sms'; send: 'code' } & SendSmsRequest)
	);

/**
 * Has Auth0 send a one-time code or a magic link, by email or as a text.
 *
 * @param clientId of the application to log in to; by default that of the credential
 * @see https://auth0.com/docs/api/authentication/passwordless/get-code-or-link
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export const sendPasswordlessMessage = (
	body: PasswordlessMessage,
	clientId?: string,
): AuthenticationRequest<IDataObject, PasswordlessMessage> => ({
	method: 'POST',
	path: '/passwordless/start',
	body,
	clientId,
	needsSecret: true,
	limit: PASSWORDLESS_LIMIT,
	labels: AUTHENTICATION_LABELS,
	errors: AUTHENTICATION_ERRORS,
	whenUnknown: UNKNOWN_DISPATCH,
	answers: record,
});
