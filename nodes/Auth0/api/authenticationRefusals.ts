import { RATE_LIMIT_REACHED } from '../transport/advice';
import { CHECK_EXPRESSION } from '../transport/inputError';
import type { RefusalRule } from '../transport/refusal';
import { missingMessage } from '../transport/refusedProperty';
import { ORGANIZATION_ID_EXAMPLE, PHONE_NUMBER_EXAMPLE } from './examples';

/** What the panel calls the properties of these requests. */
export const AUTHENTICATION_LABELS: Record<string, string> = {
	authParams: 'Auth Parameters',
	client_id: 'Application',
	connection: 'Connection',
	email: 'Email',
	organization: 'Organization',
	phone_number: 'Phone Number',
};

/** What an application needs that can keep a secret. */
export const OWN_CREDENTIAL = 'An application with a secret needs its own credential.';

const UNKNOWN_APPLICATION = {
	message: 'Auth0 does not recognize this application.',
	description: `Check 'Client ID' and 'Client Secret' in the credential, or 'Application' in this node. ${OWN_CREDENTIAL}`,
};

/**
 * What the Authentication API refuses, in this order. The wordings are those of its answers.
 *
 * @see https://auth0.com/docs/api/authentication
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export const AUTHENTICATION_ERRORS: readonly RefusalRule[] = [
	{
		pattern: /too.many/i,
		message: RATE_LIMIT_REACHED,
		description: ({ request }) => `${request.limit?.text ?? ''} Nothing was sent.`.trim(),
	},
	{
		pattern: /missing required property/i,
		message: missingMessage,
		description: `Add it. ${CHECK_EXPRESSION}`,
	},
	{
		pattern: /grant.?type|unauthorized_client/i,
		message: 'The application is not allowed to use passwordless login.',
		description:
			'Turn on Passwordless OTP in Auth0 Dashboard → Applications → Applications → the application → Settings → Advanced Settings → Grant Types.',
	},
	{
		pattern: /provider/i,
		message: 'The tenant has no email or SMS provider set up.',
		description:
			'Set one up in Auth0 Dashboard: for emails under Branding → Email Provider, for text messages under Authentication → Passwordless → SMS.',
	},
	{
		pattern: /phone.?number/i,
		message: 'Auth0 does not accept the phone number.',
		description: `Enter a plus sign, the country code and the number, such as ${PHONE_NUMBER_EXAMPLE}.`,
	},
	{
		pattern: /auth.?params/i,
		message: "Auth0 does not accept 'Auth Parameters'.",
		description: 'Check their names and values, such as scope, state and redirect_uri.',
	},
	{
		pattern: /organization/i,
		message: ({ message }) => message,
		description: `Check 'Organization'. Enter its ID, such as ${ORGANIZATION_ID_EXAMPLE}.`,
	},
	{
		pattern: /connection/i,
		message: 'This connection cannot be used with this application.',
		description:
			'Check the name of the connection, and enable it for the application in Auth0 Dashboard → Authentication → the connection → Applications.',
	},
	{ status: 401, ...UNKNOWN_APPLICATION },
	{ pattern: /client/i, ...UNKNOWN_APPLICATION },
	{
		pattern: /bad\.email|email/i,
		message: 'Auth0 does not accept the email address.',
		description: "Check the 'Email' field.",
	},
];

/** What to do after a message of which nobody knows whether Auth0 sent it. */
export const UNKNOWN_DISPATCH =
	'The message may have been sent. If it does not arrive, try again in a few minutes.';
