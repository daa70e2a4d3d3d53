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
		advice: ({ request }) => `${request.limit?.text ?? ''} Nothing was sent.`.trim(),
	},
	{
		applies: says(/grant.?type|unauthorized_client/i),
		message: () => 'The application may not use passwordless login.',
		advice: () =>
			'Switch on Passwordless OTP in Auth0 Dashboard → Applications → Applications → the application → Settings → Advanced Settings → Grant Types.',
	},
	{
		applies: says(/provider/i),
		message: () => 'The tenant has no provider that could send this.',
		advice: () =>
			'Set it up: for emails in Auth0 Dashboard → Branding → Email Provider, for texts in Authentication → Passwordless → SMS.',
	},
	{
		applies: says(/phone.?number/i),
		message: () => 'Auth0 does not accept the phone number.',
		advice: () => 'Enter a plus sign, the country code and the number, such as +15551234567.',
	},
	{
		applies: says(/auth.?params/i),
		message: () => 'Auth0 does not accept the Auth Parameters.',
		advice: () => 'Check their names and values, such as scope, state and redirect_uri.',
	},
	{
		applies: says(/organization/i),
		message: ({ message }) => message,
		advice: () => 'Check Organization: it takes the ID, such as org_2eondWoxcMIpaLQc.',
	},
	{
		applies: says(/connection/i),
		message: () => 'This connection cannot be used with this application.',
		advice: () =>
			'Check the name of the connection, and switch it on for the application in Auth0 Dashboard → Authentication → the connection → Applications.',
	},
	{
		applies: ({ status, ...refusal }) => status === 401 || says(/client/i)({ status, ...refusal }),
		message: () => 'Auth0 does not know this application.',
		advice: () =>
			'Check Client ID and Client Secret in the credential, or Application in this node. An application that has a secret needs a credential of its own.',
	},
	{
		applies: says(/bad\.email|email/i),
		message: () => 'Auth0 does not accept the email address.',
		advice: () => 'Check the field Email.',
	},
	{
		applies: ({ status }) => status >= 500 || status === 408,
		message: () => 'Auth0 could not process the request.',
		advice: () => 'It is not known whether anything was sent. Try again in a few minutes.',
	},
	{
		applies: ({ status }) => status < 400,
		message: () => 'The answer is not one of Auth0’s Authentication API.',
		advice: () =>
			'Check Tenant Domain in the credential, and any proxy between n8n and Auth0. It is not known whether anything was sent.',
	},
	{
		applies: () => true,
		message: ({ message }) => message || 'Auth0 does not accept the request.',
		advice: () => 'Check the fields of this node.',
	},
];
