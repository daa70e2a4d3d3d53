import type { Refusal, Rule } from './refusals';

const says = (pattern: RegExp) => (refusal: Refusal) =>
	pattern.test(`${refusal.message} ${refusal.errorCode}`);

/**
 * What the Authentication API refuses, in this order. The wordings are those of its answers.
 *
 * Source: Authentication API, changePassword and startPasswordless; the limits, Auth0's rate limit
 * policy.
 */
export const AUTHENTICATION_RULES: Rule[] = [
	{
		applies: ({ status, ...refusal }) =>
			status === 429 || says(/too.many/i)({ status, ...refusal }),
		message: () => 'The rate limit of the tenant is used up.',
		description: ({ request }) => `${request.limit?.text ?? ''} Nothing was sent.`.trim(),
	},
	{
		applies: says(/grant.?type|unauthorized_client/i),
		message: () => 'The application may not use passwordless login.',
		description: () =>
			'Switch on Passwordless OTP in Auth0 Dashboard → Applications → Applications → the application → Settings → Advanced Settings → Grant Types.',
	},
	{
		applies: says(/provider/i),
		message: () => 'The tenant has no provider that could send this.',
		description: () =>
			'Set it up: for emails in Auth0 Dashboard → Branding → Email Provider, for texts in Authentication → Passwordless → SMS.',
	},
	{
		applies: says(/phone.?number/i),
		message: () => 'Auth0 does not accept the phone number.',
		description: () => 'Enter a plus sign, the country code and the number, such as +15551234567.',
	},
	{
		applies: says(/auth.?params/i),
		message: () => 'Auth0 does not accept the Auth Parameters.',
		description: () => 'Check their names and values, such as scope, state and redirect_uri.',
	},
	{
		applies: says(/organization/i),
		message: ({ message }) => message,
		description: () => 'Check Organization: it takes the ID, such as org_2eondWoxcMIpaLQc.',
	},
	{
		applies: says(/connection/i),
		message: () => 'This connection cannot be used with this application.',
		description: () =>
			'Check the name of the connection, and switch it on for the application in Auth0 Dashboard → Authentication → the connection → Applications.',
	},
	{
		applies: ({ status, ...refusal }) => status === 401 || says(/client/i)({ status, ...refusal }),
		message: () => 'Auth0 does not know this application.',
		description: () =>
			'Check Client ID and Client Secret in the credential, or Application in this node. An application that has a secret needs a credential of its own.',
	},
	{
		applies: says(/bad\.email|email/i),
		message: () => 'Auth0 does not accept the email address.',
		description: () => 'Check the field Email.',
	},
	{
		applies: ({ status }) => status >= 500 || status === 408,
		message: () => 'Auth0 could not process the request.',
		description: () => 'It is not known whether anything was sent. Try again in a few minutes.',
	},
	{
		applies: ({ status }) => status < 400,
		message: () => 'The answer is not one of Auth0’s Authentication API.',
		description: () =>
			'Check Tenant Domain in the credential, and any proxy between n8n and Auth0. It is not known whether anything was sent.',
	},
	{
		applies: () => true,
		message: ({ message }) => message || 'Auth0 does not accept the request.',
		description: () => 'Check the fields of this node.',
	},
];
