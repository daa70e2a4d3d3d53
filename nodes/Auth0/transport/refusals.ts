import type { ErrorText } from './errors';
import { CHECK_EXPRESSION } from './inputError';
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

/** Words, or how they are made where they quote the refusal. */
type Words = string | ((refusal: Refusal) => string);

/** What refusals of one kind say to the person. */
interface Explanation {
	message: Words;
	description: Words;
}

/** What a request says when Auth0 refuses it in one way, as data: all conditions that are given apply. */
export interface RefusalRule extends Explanation {
	/** The HTTP status; any, where it is absent. */
	status?: number;
	/** Of Auth0’s message, or of its error code. */
	pattern?: RegExp;
	/** Of Auth0’s message, where it is about something else. */
	unless?: RegExp;
	errorCode?: string;
	/** Whether it is only meant for a request that was sent more than once. */
	isRepeated?: boolean;
}

interface Rule extends Explanation {
	applies(refusal: Refusal): boolean;
}

const PERMISSIONS =
	'Auth0 Dashboard → Applications → APIs → Auth0 Management API → Machine to Machine Applications → your application';

const CHECK_PLAN =
	'Ask an administrator of the tenant to check the subscription in Auth0 Dashboard → Settings → Subscription.';

const CHECK_FIELDS = 'Check the fields of this node.';

const missing = ({ request: { subject } }: Refusal) =>
	subject ? `${subject.name} does not exist.` : 'Auth0 found nothing for this request.';

/** What comes before all else. The wordings are those of Auth0’s OpenAPI document and of its answers. */
const FIRST: Rule[] = [
	{
		applies: saysBeyondPlan,
		message: 'The plan of this Auth0 tenant does not include this feature.',
		description: ({ request: { subject } }) =>
			[subject?.whenBeyondPlan, CHECK_PLAN].filter(Boolean).join(' '),
	},
	{
		applies: saysMissingPermission,
		message: ({ message }) => {
			const scope = scopeOf(message);
			return `The application lacks ${scope ? `the permission ${scope}` : 'a required permission'}.`;
		},
		description: ({ message, scope }) =>
			`In ${PERMISSIONS}, select ${scopeOf(message) ?? 'the required permission'} and save, then run the workflow again.${
				scope && ` The application has: ${scope.split(' ').join(', ')}.`
			}`,
	},
];

/** In this order, after those of the request: what Auth0’s common answers and the HTTP statuses say. */
const LAST: Rule[] = [
	{
		applies: ({ errorCode }) => errorCode === 'invalid_uri',
		message: missing,
		description: ({ request }) => request.subject?.whenMissing ?? CHECK_FIELDS,
	},
	{
		applies: ({ status, message }) => status === 400 && missingProperty(message) !== undefined,
		message: missingMessage,
		description: missingDescription,
	},
	{
		applies: ({ status, message }) => status === 400 && additionalProperties(message).length > 1,
		message: ({ message }) =>
			`Auth0 does not accept the ${isAboutQuery(message) ? 'query parameters' : 'properties'} “${additionalProperties(message).join('”, “')}”.`,
		description: (refusal) => {
			const typedIn = whereTyped(refusal);
			return typedIn === undefined
				? (refusal.request.subject?.whenRefused ?? CHECK_FIELDS)
				: `Correct or remove them in '${typedIn}'.`;
		},
	},
	{
		applies: ({ status, message }) => status === 400 && propertyOf(message) !== undefined,
		message: ({ message }) =>
			`Auth0 does not accept the ${isAboutQuery(message) ? 'query parameter' : 'property'} “${propertyOf(message)}”.`,
		description: whereRefused,
	},
	{
		applies: ({ status }) => status === 400,
		message: ({ message }) => message || 'Auth0 does not accept the request.',
		description: ({ message, request }) =>
			request.subject?.whenRefused ??
			(message ? 'Check the values that the message mentions.' : CHECK_FIELDS),
	},
	{
		applies: ({ status }) => status === 401,
		message: 'Auth0 does not accept the access token.',
		description:
			"Check 'Audience' in the credential. Leave it empty, or enter https://<tenant’s own domain>/api/v2/ if 'Tenant Domain' is a custom domain.",
	},
	{
		applies: ({ status, message }) => status === 403 && !message,
		message: 'The request was blocked before it reached Auth0’s API.',
		description:
			"Check 'Tenant Domain' in the credential, and the firewall or proxy between n8n and Auth0.",
	},
	{
		applies: ({ status }) => status === 404,
		message: missing,
		description: ({ request }) => request.subject?.whenMissing ?? CHECK_FIELDS,
	},
	{
		applies: ({ status, request }) => status === 409 && request.subject?.whenExisting !== undefined,
		message: ({ request }) => `${request.subject?.name} already exists.`,
		description: ({ request }) => request.subject?.whenExisting ?? CHECK_FIELDS,
	},
	{
		applies: ({ status }) => status === 413,
		message: 'The request is too large for Auth0.',
		description: 'Make it smaller. Auth0 accepts up to 1 MB.',
	},
	{
		applies: ({ status }) => status === 414 || status === 431,
		message: 'A value is too long for Auth0.',
		description: `${CHECK_FIELDS} An ID or a search text is too long.`,
	},
	{
		applies: ({ status }) => status === 429,
		message: 'Auth0’s rate limit was reached.',
		description: ({ request }) => `${request.limit?.text ?? ''} Nothing was changed.`.trim(),
	},
	{
		applies: ({ status }) => status >= 500 || status === 408,
		message: 'Auth0 could not process the request.',
		description: ({ request }) => unknownOutcome(request),
	},
	{
		applies: ({ status }) => status >= 300 && status < 400,
		message: 'The tenant responded with a redirect, which the node does not follow.',
		description:
			"Check 'Tenant Domain' in the credential. It must be the tenant’s own domain or its custom domain.",
	},
	{
		applies: ({ status }) => status < 400,
		message: 'The response did not come from Auth0.',
		description: ({ request }) =>
			`Check 'Tenant Domain' in the credential, and any proxy between n8n and Auth0.${
				request.method === 'GET' ? '' : ` ${unknownOutcome(request)}`
			}`,
	},
	{
		applies: () => true,
		message: ({ message }) => message || 'Auth0 refused the request.',
		description: CHECK_FIELDS,
	},
];

/** What the person is told of a refusal: what is wrong, and what to do. */
export function explanationOf(refusal: Refusal): ErrorText {
	const ofRequest = (refusal.request.errors ?? []).filter((rule) => appliesTo(rule, refusal));
	const isIt = ({ applies }: Rule) => applies(refusal);
	const { message = '', description = '' }: Partial<Explanation> =
		FIRST.find(isIt) ?? ofRequest[0] ?? LAST.find(isIt) ?? {};
	return { message: say(message, refusal), description: say(description, refusal) };
}

const say = (words: Words, refusal: Refusal) =>
	typeof words === 'string' ? words : words(refusal);

/** Whether a refusal is of the kind that a rule is about. */
export function appliesTo(
	{ status, pattern, unless, errorCode, isRepeated = false }: RefusalRule,
	refusal: Pick<Refusal, 'status' | 'message' | 'errorCode' | 'attempts'>,
): boolean {
	return (
		(status === undefined || status === refusal.status) &&
		(errorCode === undefined || errorCode === refusal.errorCode) &&
		(pattern === undefined || pattern.test(refusal.message) || pattern.test(refusal.errorCode)) &&
		!unless?.test(refusal.message) &&
		(!isRepeated || refusal.attempts > 1)
	);
}

/** Where the person finds the property that Auth0 names. */
function whereRefused(refusal: Refusal): string {
	const property = propertyOf(refusal.message) ?? '';
	const typedIn = whereTyped(refusal);
	if (typedIn !== undefined) return `Correct or remove “${property}” in '${typedIn}'.`;
	const label = labelOf(refusal, property) ?? labelOf(refusal, rootOf(property));
	return label === undefined
		? (refusal.request.subject?.whenRefused ?? CHECK_FIELDS)
		: `Check the '${label}' field.`;
}

/** What is missing, by the name that the person knows it by. */
export function missingMessage(refusal: Refusal): string {
	const property = missingProperty(refusal.message) ?? '';
	const typedIn = whereTyped(refusal);
	if (typedIn !== undefined) return `“${property}” is missing in '${typedIn}'.`;
	const label = labelOf(refusal, property);
	if (label !== undefined) return `'${label}' is missing.`;
	const within = labelOf(refusal, rootOf(property));
	return within === undefined
		? `The ${isAboutQuery(refusal.message) ? 'query parameter' : 'property'} “${property}” is missing.`
		: `“${property}” is missing in '${within}'.`;
}

function missingDescription(refusal: Refusal): string {
	const { message, request } = refusal;
	const property = missingProperty(message) ?? '';
	const isKnown = [property, rootOf(property)].some((name) => labelOf(refusal, name));
	if (whereTyped(refusal) === undefined && !isKnown) {
		return request.subject?.whenRefused ?? CHECK_FIELDS;
	}
	return `Add it. ${CHECK_EXPRESSION}`;
}

/** What the panel calls the field in which the person typed what Auth0 refuses, by Auth0’s names. */
const whereTyped = ({ message, request }: Refusal) =>
	isAboutQuery(message) ? request.queryField : request.bodyField;

/** What the panel calls the field of a property. */
const labelOf = ({ request: { labels = {} } }: Refusal, property: string): string | undefined =>
	Object.hasOwn(labels, property) ? labels[property] : undefined;

/** What to do after a request of which nobody knows whether Auth0 carried it out. */
export function unknownOutcome({ method, subject, whenUnknown }: ApiCall): string {
	if (method === 'GET') return 'Try again in a few minutes.';
	if (whenUnknown !== undefined) return whenUnknown;
	const what = subject?.name ?? 'its effect';
	return `The request may have succeeded. Check ${what} in Auth0 before you run this item again.`;
}

type Answer = Pick<Refusal, 'status' | 'message' | 'errorCode'>;

/**
 * Whether the plan of the tenant is too small. Auth0 says so by an error code of its own, or by that of
 * a missing permission, as its recorded answers show; then only its words tell which it is.
 */
export function saysBeyondPlan({ status, message, errorCode }: Answer): boolean {
	if (status !== 402 && status !== 403) return false;
	const asksToPay = /upgrade your (?:subscription|plan)|paid subscription/i;
	return errorCode === 'insufficient_entitlement' || asksToPay.test(message);
}

/** Whether the token lacks a permission, and which is the only thing that is wrong. */
export function saysMissingPermission(answer: Answer): boolean {
	const { status, message, errorCode } = answer;
	if (status !== 403 || saysBeyondPlan(answer)) return false;
	return errorCode === 'insufficient_scope' || /insufficient scope/i.test(message);
}

/** The scope to grant: the first that the answer names, which is the one for other users; undefined if it names none. */
const scopeOf = (message: string) => /expected (?:any|all) of:\s*([\w:-]+)/i.exec(message)?.[1];

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
	const [name] = additionalProperties(message);
	return wayTo(message, name);
}

/**
 * The property that Auth0 misses, with the way to it.
 *
 * @example missingProperty("'Missing required property: email' on property groups[0] (Groups).") is
 * 'groups[0].email'
 */
function missingProperty(message: string): string | undefined {
	const name = /missing required property:\s?([^'(]{1,200}?)(?='|\.?\s?$|\s?\()/i.exec(
		message,
	)?.[1];
	return name === undefined ? undefined : wayTo(message, name);
}

function wayTo(message: string, name: string | undefined): string | undefined {
	const at = /on property\s([^(]{1,200}?)(?=\s?\(|\.?\s?$|[,;]|\.\s)/i.exec(message)?.[1];
	return [at, name].filter(Boolean).join('.') || undefined;
}

/** The outermost property on the way to another. @example rootOf('groups[0].email') is 'groups' */
const rootOf = (property: string) => /^[^.[]*/.exec(property)?.[0] ?? property;

/** Whether it is the query that Auth0 refuses, and not the body. */
const isAboutQuery = (message: string) => /^query validation/i.test(message);
