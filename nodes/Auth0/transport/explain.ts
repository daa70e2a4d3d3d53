import type { ErrorText } from './errors';
import type { ApiAnswer, ApiRequest } from './managementApi';

interface Refusal {
	status: number;
	message: string;
	errorCode: string;
	/** From the tenant's clock, in epoch seconds; only with a 429. */
	resetAt?: number;
	request: ApiRequest;
}

interface Rule {
	applies(refusal: Refusal): boolean;
	message(refusal: Refusal): string;
	advice(refusal: Refusal): string;
}

const PERMISSIONS =
	'Auth0 Dashboard → Applications → APIs → Auth0 Management API → Machine to Machine Applications → your application';

/** In this order. The wordings of the API are those of its OpenAPI document and of its answers. */
const RULES: Rule[] = [
	{
		applies: ({ status, message, errorCode }) =>
			status === 403 && (errorCode === 'insufficient_scope' || /insufficient scope/i.test(message)),
		message: ({ message }) => `The application lacks the permission ${scopeOf(message)}.`,
		advice: ({ message }) =>
			`In ${PERMISSIONS}, select ${scopeOf(message)} and save, then run the workflow again.`,
	},
	{
		applies: ({ status, message }) =>
			status === 400 && /password/i.test(message) && /weak|Error:/.test(message),
		message: () => 'The password does not meet the password policy of the connection.',
		advice: () =>
			'Use a longer password with lower-case and upper-case letters, digits and symbols. The policy stands in Auth0 Dashboard → Authentication → Database → the connection → Authentication Methods → Password.',
	},
	{
		applies: ({ status, message }) => status === 400 && propertyOf(message) !== undefined,
		message: ({ message }) => `Auth0 does not accept the property “${propertyOf(message)}”.`,
		advice: ({ message }) => `Mend the field ${fieldOf(propertyOf(message) ?? '')}.`,
	},
	{
		applies: ({ status, message }) => status === 400 && /connection does not exist/i.test(message),
		message: () => 'The tenant has no connection of that name.',
		advice: () => 'Choose Connection from the list, or type its name exactly as Auth0 shows it.',
	},
	{
		applies: ({ status, message }) => status === 400 && /user attributes cannot be/i.test(message),
		message: ({ message }) => message,
		advice: () =>
			'The connection sets these fields at each login. Switch off “Sync user profile attributes at each login” in the settings of the connection, or keep the values in User Metadata.',
	},
	{
		applies: ({ status }) => status === 400,
		message: ({ message }) => message || 'Auth0 does not accept the request.',
		advice: () => 'Mend the fields that it names.',
	},
	{
		applies: ({ status }) => status === 401,
		message: () => 'Auth0 does not accept the access token.',
		advice: () =>
			'Check Audience in the credential: empty, or https://<tenant’s own domain>/api/v2/ if Tenant Domain is a custom domain.',
	},
	{
		applies: ({ status }) => status === 404,
		message: ({ request }) => `${request.subject?.name ?? 'What was asked for'} does not exist.`,
		advice: ({ request }) => request.subject?.whenMissing ?? 'Check the fields of this node.',
	},
	{
		applies: ({ status }) => status === 409,
		message: ({ request }) =>
			`${request.subject?.name ?? 'What was to be created'} exists already.`,
		advice: ({ request }) => request.subject?.whenExisting ?? 'Check the fields of this node.',
	},
	{
		applies: ({ status }) => status === 413,
		message: () => 'The request is larger than Auth0 takes.',
		advice: () => 'Make it smaller: a request may hold 1 MB, metadata included.',
	},
	{
		applies: ({ status }) => status === 429,
		message: () => 'The rate limit of the tenant is used up.',
		advice: ({ resetAt }) =>
			`Nothing was changed. Run this item again${resetAt ? ` after ${new Date(resetAt * 1000).toISOString()}` : ' in a minute'}; with many items, send them in smaller batches.`,
	},
	{
		applies: ({ status }) => status >= 500,
		message: () => 'Auth0 could not process the request.',
		advice: ({ request }) => unknownOutcome(request),
	},
	{
		applies: ({ status }) => status < 400,
		message: () => 'The answer is not one of the Auth0 Management API.',
		advice: () =>
			'Check Tenant Domain in the credential, and any proxy between n8n and Auth0: the answer was not JSON.',
	},
];

/**
 * Puts a refused request into words, with Auth0's own words, its error code and the HTTP status
 * behind them.
 */
export function explain(request: ApiRequest, answer: ApiAnswer<unknown>): ErrorText {
	const refusal = { request, ...readRefusal(answer) };
	const { status, message, errorCode } = refusal;
	const rule = RULES.find(({ applies }) => applies(refusal));
	const codes = [errorCode, `HTTP ${status}`].filter(Boolean).join(', ');
	return {
		message: rule?.message(refusal) ?? (message || 'Auth0 refused the request.'),
		description: `${rule?.advice(refusal) ?? 'Check the fields of this node.'} ${
			message ? `Auth0’s answer: ${message} (${codes})` : `The answer: ${codes}`
		}`,
	};
}

/** What to do after a request of which nobody knows whether Auth0 carried it out. */
export function unknownOutcome({ method, subject }: ApiRequest): string {
	if (method === 'GET') return 'Try again in a few minutes.';
	const what = subject?.name ?? 'it';
	return `It is not known whether the request was carried out: look in Auth0 for ${what} before you run this item again.`;
}

function readRefusal({ statusCode, headers, body }: ApiAnswer<unknown>) {
	const {
		message,
		errorCode,
		error,
		error_description,
	}: { message?: unknown; errorCode?: unknown; error?: unknown; error_description?: unknown } =
		typeof body === 'object' && body !== null ? body : {};
	const text = (...candidates: unknown[]) => candidates.find(isText) ?? '';
	const resetAt = Number(headers['x-ratelimit-reset']);
	return {
		status: statusCode,
		message: text(message, error_description, error),
		errorCode: text(errorCode),
		...(resetAt > 0 && { resetAt }),
	};
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The scope to grant: the first that the answer names, which is the one for other users. */
const scopeOf = (message: string) =>
	/expected any of:\s*([\w:-]+)/i.exec(message)?.[1] ?? 'it needs';

/** @example propertyOf("… on property email (Email address of this user).") is 'email' */
const propertyOf = (message: string) =>
	/(?:on property|missing required property:|additional properties not allowed:)\s*([\w.-]*\w)/i.exec(
		message,
	)?.[1];

/** @example fieldOf('given_name') is 'Given Name' */
const fieldOf = (property: string) =>
	property.replace(/_/g, ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
