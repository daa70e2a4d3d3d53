import type { Rule } from './refusals';

const CHECK_FIELDS = 'Check the fields of this node.';

/** What the Authentication API refuses, in this order. The wordings are those of its answers. */
export const AUTHENTICATION_RULES: Rule[] = [
	{
		applies: ({ status }) => status === 429,
		message: () => 'Auth0 sends no more of these at the moment.',
		advice: () =>
			'It limits how many emails and texts go to one person and out from one address. Nothing was sent.',
	},
	{
		applies: ({ message, errorCode }) =>
			/connection/i.test(`${message} ${errorCode}`) && !/organization/i.test(message),
		message: () => 'This connection cannot be used with this application.',
		advice: () =>
			'Check the name of the connection, and switch it on for the application in Auth0 Dashboard → Authentication → the connection → Applications.',
	},
	{
		applies: ({ message, errorCode }) => /client/i.test(`${message} ${errorCode}`),
		message: () => 'Auth0 does not know this application.',
		advice: () => 'Check Client ID in the credential, or the application that this node names.',
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
		advice: () => CHECK_FIELDS,
	},
];
