import type { ApiCall } from './request';

/** A request that Auth0 refused, by what its answer says. */
export interface Refusal {
	status: number;
	/** Auth0's own words; '' when there are none. */
	message: string;
	errorCode: string;
	request: ApiCall;
	/** The permissions of the token, separated by spaces; '' when they are not known. */
	scope: string;
	/** How often the request was sent. */
	attempts: number;
}

/** How refusals of one kind are put into words. */
export interface Rule {
	applies(refusal: Refusal): boolean;
	message(refusal: Refusal): string;
	description(refusal: Refusal): string;
}

const PERMISSIONS =
	'Auth0 Dashboard → Applications → APIs → Auth0 Management API → Machine to Machine Applications → your application';

const PASSWORD_POLICY =
	'The policy stands in Auth0 Dashboard → Authentication → Database → the connection → Authentication Methods → Password.';

const CHECK_FIELDS = 'Check the fields of this node.';

/** A refused password, by the error's name in Auth0's message. */
const badPassword = (name: RegExp, message: string, advice: string): Rule => ({
	applies: (refusal) => refusal.status === 400 && name.test(refusal.message),
	message: () => message,
	description: () => `${advice} ${PASSWORD_POLICY}`,
});

/** In this order. The wordings of the API are those of its OpenAPI document and of its answers. */
export const RULES: Rule[] = [
	{
		applies: isBeyondPlan,
		message: () => 'The plan of this Auth0 tenant does not include this.',
		description: () =>
			'Ask an administrator of the tenant about its subscription: Auth0 Dashboard → Settings → Subscription.',
	},
	{
		applies: isMissingPermission,
		message: ({ message }) => `The application lacks the permission ${scopeOf(message)}.`,
		description: ({ message, scope }) =>
			`In ${PERMISSIONS}, select ${scopeOf(message)} and save, then run the workflow again.${
				scope && ` The application holds: ${scope.split(' ').join(', ')}.`
			}`,
	},
	{
		applies: ({ message, attempts }) => attempts > 1 && /PasswordHistory/.test(message),
		message: () => 'The password is most likely set.',
		description: () =>
			'The first try got no answer, and at the next one Auth0 knew this very password as used before. Log in with it, or set another one.',
	},
	badPassword(
		/PasswordHistory/,
		'The password was used before.',
		'Use one that the user has not had lately.',
	),
	badPassword(
		/PasswordDictionary/,
		'The password is too common.',
		'Use one that is not in a list of common passwords.',
	),
	badPassword(
		/PasswordNoUserInfo/,
		'The password holds a part of the user’s own data.',
		'Use one without the name, the email address or the username.',
	),
	badPassword(
		/PasswordStrength|password is too weak/i,
		'The password does not meet the password policy of the connection.',
		'Use a longer password with lower-case and upper-case letters, digits and symbols.',
	),
	{
		applies: ({ errorCode }) => errorCode === 'invalid_uri',
		message: ({ request }) => `${request.subject?.name ?? 'What was asked for'} does not exist.`,
		description: ({ request }) => request.subject?.whenMissing ?? CHECK_FIELDS,
	},
	{
		applies: ({ status, message }) => status === 400 && additionalProperties(message).length > 1,
		message: ({ message }) =>
			`Auth0 does not accept the ${isAboutQuery(message) ? 'query parameters' : 'properties'} “${additionalProperties(message).join('”, “')}”.`,
		description: ({ message, request }) =>
			isAboutQuery(message)
				? (request.subject?.whenRefused ?? CHECK_FIELDS)
				: 'Correct or remove them in Body.',
	},
	{
		applies: ({ status, message }) => status === 400 && propertyOf(message) !== undefined,
		message: ({ message }) =>
			`Auth0 does not accept the ${isAboutQuery(message) ? 'query parameter' : 'property'} “${propertyOf(message)}”.`,
		description: ({ message, request }) => {
			const property = propertyOf(message) ?? '';
			if (isAboutQuery(message)) return request.subject?.whenRefused ?? CHECK_FIELDS;
			const label = request.labelOf?.(property) ?? request.labelOf?.(rootOf(property));
			return label ? `Mend the field ${label}.` : `Mend or remove “${property}” in Body.`;
		},
	},
	{
		applies: ({ status, message }) => status === 400 && /connection does not exist/i.test(message),
		message: () => 'The tenant has no connection of that name.',
		description: () =>
			'Choose Connection from the list, or type its name exactly as Auth0 shows it.',
	},
	{
		applies: ({ status, message }) =>
			status === 400 && /does not support user creation/i.test(message),
		message: () => 'Users cannot be created in this connection.',
		description: () => 'Choose a database or passwordless connection.',
	},
	{
		applies: ({ status, message }) => status === 400 && /requires_username/.test(message),
		message: () => 'This connection does not take a username.',
		description: () =>
			'Remove Username, or switch on usernames in Auth0 Dashboard → Authentication → Database → the connection → Attributes.',
	},
	{
		applies: ({ status, message }) => status === 400 && /already exists/i.test(message),
		message: ({ message }) => message,
		description: () =>
			'Another user of the connection has it: use another one, or change that user.',
	},
	{
		applies: ({ status, message }) => status === 400 && /user attributes cannot be/i.test(message),
		message: ({ message }) => message,
		description: () =>
			'The connection sets these fields at each login. Switch off “Sync user profile attributes at each login” in the settings of the connection, or keep the values in User Metadata.',
	},
	{
		applies: ({ status }) => status === 400,
		message: ({ message }) => message || 'Auth0 does not accept the request.',
		description: ({ message, request }) =>
			request.subject?.whenRefused ?? (message ? 'Mend the fields that it names.' : CHECK_FIELDS),
	},
	{
		applies: ({ status }) => status === 401,
		message: () => 'Auth0 does not accept the access token.',
		description: () =>
			'Check Audience in the credential: empty, or https://<tenant’s own domain>/api/v2/ if Tenant Domain is a custom domain.',
	},
	{
		applies: ({ status, message }) => status === 403 && !message,
		message: () => 'The request was refused before it reached Auth0’s API.',
		description: () =>
			'Check Tenant Domain in the credential, and the firewall or proxy between n8n and Auth0.',
	},
	{
		applies: ({ status }) => status === 404,
		message: ({ request }) => `${request.subject?.name ?? 'What was asked for'} does not exist.`,
		description: ({ request }) => request.subject?.whenMissing ?? CHECK_FIELDS,
	},
	{
		applies: ({ errorCode }) => errorCode === 'custom_domain_conflict',
		message: () => 'The tenant has several custom domains, and Auth0 cannot choose one of them.',
		description: () =>
			'Add Custom Domain under Options, or choose a default domain in Auth0 Dashboard → Branding → Custom Domains. Where an operation lacks the option, enter the custom domain as Tenant Domain in the credential, and https://<tenant’s own domain>/api/v2/ as Audience.',
	},
	{
		applies: ({ status, request }) => status === 409 && request.subject?.whenExisting !== undefined,
		message: ({ request }) => `${request.subject?.name} exists already.`,
		description: ({ request }) => request.subject?.whenExisting ?? CHECK_FIELDS,
	},
	{
		applies: ({ status }) => status === 413,
		message: () => 'The request is larger than Auth0 takes.',
		description: () => 'Make it smaller: a request may hold 1 MB, metadata included.',
	},
	{
		applies: ({ status }) => status === 414 || status === 431,
		message: () => 'A value is longer than Auth0 takes.',
		description: () => `${CHECK_FIELDS} An ID or a search text is too long.`,
	},
	{
		applies: ({ status }) => status === 429,
		message: () => 'The rate limit of the tenant is used up.',
		description: () => 'Nothing was changed.',
	},
	{
		applies: ({ status }) => status >= 500 || status === 408,
		message: () => 'Auth0 could not process the request.',
		description: ({ request }) => unknownOutcome(request),
	},
	{
		applies: ({ status }) => status >= 300 && status < 400,
		message: () => 'The tenant answers with a redirect, which is not followed.',
		description: () =>
			'Check Tenant Domain in the credential: it has to be the domain of the tenant itself, or its custom domain.',
	},
	{
		applies: ({ status }) => status < 400,
		message: () => 'The answer is not one of the Auth0 Management API.',
		description: ({ request }) =>
			`Check Tenant Domain in the credential, and any proxy between n8n and Auth0: the answer was not JSON.${
				request.method === 'GET' ? '' : ` ${unknownOutcome(request)}`
			}`,
	},
];

/** What to do after a request of which nobody knows whether Auth0 carried it out. */
export function unknownOutcome({ method, subject }: ApiCall): string {
	if (method === 'GET') return 'Try again in a few minutes.';
	const what = subject?.name ?? 'it';
	return `It is not known whether the request was carried out: look in Auth0 for ${what} before you run this item again.`;
}

type Answer = Pick<Refusal, 'status' | 'message' | 'errorCode'>;

/**
 * Whether the plan of the tenant is too small. Auth0 says so by an error code of its own, or by that of
 * a missing permission, as its recorded answers show; then only its words tell which it is.
 */
export function isBeyondPlan({ status, message, errorCode }: Answer): boolean {
	if (status !== 402 && status !== 403) return false;
	const asksToPay = /upgrade your (?:subscription|plan)|paid subscription/i;
	return errorCode === 'insufficient_entitlement' || asksToPay.test(message);
}

/** Whether the token lacks a permission, and which is the only thing that is wrong. */
export function isMissingPermission(answer: Answer): boolean {
	const { status, message, errorCode } = answer;
	if (status !== 403 || isBeyondPlan(answer)) return false;
	return errorCode === 'insufficient_scope' || /insufficient scope/i.test(message);
}

/** The scope to grant: the first that the answer names, which is the one for other users. */
const scopeOf = (message: string) =>
	/expected (?:any|all) of:\s*([\w:-]+)/i.exec(message)?.[1] ?? 'that it needs';

/** The properties that are too much, which one message names all at once. */
const additionalProperties = (message: string) =>
	(/additional properties not allowed:\s*([^('"]*)/i.exec(message)?.[1] ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/**
 * The property that Auth0 names, with the way to it.
 *
 * @example propertyOf("'…' on property groups[0].email (Email address).") is 'groups[0].email'
 */
function propertyOf(message: string): string | undefined {
	const at = /on property\s([^(]{1,200}?)(?=\s?\(|\.?\s?$|[,;]|\.\s)/i.exec(message)?.[1];
	const missing = /missing required property:\s?([^'(]{1,200}?)(?='|\.?\s?$|\s?\()/i.exec(
		message,
	)?.[1];
	const [name = missing] = additionalProperties(message);
	return [at, name].filter(Boolean).join('.') || undefined;
}

/** The outermost property on the way to another. @example rootOf('groups[0].email') is 'groups' */
const rootOf = (property: string) => /^[^.[]*/.exec(property)?.[0] ?? property;

/** Whether it is the query that Auth0 refuses, and not the body. */
const isAboutQuery = (message: string) => /^query validation/i.test(message);
