import { body, boolean, connectionId, described, email, integer, PROVIDERS, text } from './parts';

/** Which of a user's identities is meant. */
export interface IdentityReference {
	user_id: string;
	provider: string;
	connection_id?: string;
}

/** The body of POST /jobs/verification-email. */
export interface VerificationEmailBody {
	user_id: string;
	client_id?: string;
	organization_id?: string;
	identity?: IdentityReference;
}

/** The body of POST /tickets/email-verification. */
export interface EmailVerificationBody extends VerificationEmailBody {
	result_url?: string;
	ttl_sec?: number;
	includeEmailInRedirect?: boolean;
}

/** The body of POST /tickets/password-change. */
export interface PasswordChangeBody extends Omit<EmailVerificationBody, 'user_id'> {
	user_id?: string;
	email?: string;
	connection_id?: string;
	mark_email_as_verified?: boolean;
}

const identity = (providers: string[]) =>
	described(
		"The user's identity",
		body(
			{
				user_id: described('user_id of the identity', text()),
				provider: described('Identity provider name', { type: 'string', enum: providers }),
				connection_id: described('connection_id of the identity', connectionId),
			},
			['user_id', 'provider'],
		),
	);

const job = {
	user_id: described('user_id of the user', text()),
	client_id: described('ID of the client (application)', text()),
	organization_id: described('Organization ID', text()),
	identity: identity(PROVIDERS),
};

const ticket = {
	...job,
	result_url: described('URL the user will be redirected to', { type: 'string', format: 'url' }),
	ttl_sec: described('Number of seconds for which the ticket is valid', integer(0)),
	includeEmailInRedirect: described('Whether to include the email address', boolean),
};

/** POST /jobs/verification-email https://auth0.com/docs/api/management/v2/jobs/post-verification-email */
export const verificationEmailBody = body(job, ['user_id']);

/** POST /tickets/email-verification https://auth0.com/docs/api/management/v2/tickets/post-email-verification */
export const emailVerificationBody = body(ticket, ['user_id']);

/** POST /tickets/password-change https://auth0.com/docs/api/management/v2/tickets/post-password-change */
export const passwordChangeBody = body({
	...ticket,
	email: described('Email address of the user', email),
	connection_id: described('ID of the connection', connectionId),
	mark_email_as_verified: described('Whether to set email_verified to true', boolean),
	identity: identity(['auth0']),
});
