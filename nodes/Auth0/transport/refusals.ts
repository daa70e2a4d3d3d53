import { CHECK_DOMAIN_AND_PROXY, CHECK_FIELDS, RATE_LIMIT_REACHED, TRY_LATER } from './advice';
import type { ErrorText } from './errors';
import {
	appliesTo,
	missingScopes,
	saysBeyondPlan,
	saysMissingPermission,
	type Explanation,
	type Refusal,
	type Words,
} from './refusal';
import {
	additionalProperties,
	kindOf,
	missingDescription,
	missingMessage,
	missingProperty,
	propertyOf,
	whereRefused,
	whereTyped,
} from './refusedProperty';
import type { ApiCall } from './request';

interface Rule extends Explanation {
	applies(refusal: Refusal): boolean;
}

const PERMISSIONS =
	'Auth0 Dashboard → Applications → APIs → Auth0 Management API → Machine to Machine Applications → your application';

const CHECK_PLAN =
	'Ask an administrator of the tenant to check the subscription in Auth0 Dashboard → Settings → Subscription.';

/** @example listed(['a', 'b', 'c']) is 'a, b and c' */
const listed = (names: string[]) =>
	[names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');

const missing = ({ request: { subject } }: Refusal) =>
	subject?.name === undefined
		? 'Auth0 found nothing for this request.'
		: `${subject.name} does not exist.`;

const whenMissing = ({ request: { subject } }: Refusal) => subject?.whenMissing ?? CHECK_FIELDS;

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
		message: (refusal) => {
			const scopes = missingScopes(refusal);
			if (scopes.length === 0) return 'The application lacks a required permission.';
			return `The application lacks the permission${scopes.length > 1 ? 's' : ''} ${listed(scopes)}.`;
		},
		description: (refusal) =>
			`In ${PERMISSIONS}, select ${listed(missingScopes(refusal)) || 'the required permission'} and save, then run the workflow again.${
				refusal.scope && ` The application has: ${refusal.scope.split(' ').join(', ')}.`
			}`,
	},
];

/** In this order, after those of the request: what Auth0’s common answers and the HTTP statuses say. */
const LAST: Rule[] = [
	{
		applies: ({ errorCode }) => errorCode === 'invalid_uri',
		message: missing,
		description: whenMissing,
	},
	{
		applies: ({ status, message }) => status === 400 && missingProperty(message) !== undefined,
		message: missingMessage,
		description: missingDescription,
	},
	{
		applies: ({ status, message }) => status === 400 && additionalProperties(message).length > 1,
		message: ({ message }) =>
			`Auth0 does not accept the ${kindOf(message).many} “${additionalProperties(message).join('”, “')}”.`,
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
			`Auth0 does not accept the ${kindOf(message).one} “${propertyOf(message)}”.`,
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
		description: whenMissing,
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
		message: RATE_LIMIT_REACHED,
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
			`${CHECK_DOMAIN_AND_PROXY}${request.method === 'GET' ? '' : ` ${unknownOutcome(request)}`}`,
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

/** What to do after a request of which nobody knows whether Auth0 carried it out. */
export function unknownOutcome({ method, subject, whenUnknown }: ApiCall): string {
	if (method === 'GET') return TRY_LATER;
	if (whenUnknown !== undefined) return whenUnknown;
	const what = subject?.name ?? 'its effect';
	return `The request may have succeeded. Check ${what} in Auth0 before you run this item again.`;
}
