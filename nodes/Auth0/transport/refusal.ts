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
export type Words = string | ((refusal: Refusal) => string);

/** What refusals of one kind say to the person. */
export interface Explanation {
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

/**
 * The scopes to grant. Of those of which any will do, it is the first that the answer names, the one for other
 * users; of those that are all needed, it is each that the token has not.
 *
 * @param scope the permissions of the token, separated by spaces; '' when they are not known
 * @returns an empty list if the answer names none
 */
export function missingScopes({ message, scope }: Pick<Refusal, 'message' | 'scope'>): string[] {
	const [, quantity = '', list = ''] =
		/expected(?: (any|all) of)?:\s*([\w:-]+(?:,\s*[\w:-]+)*)/i.exec(message) ?? [];
	const named = list.split(/,\s*/).filter((name) => name !== '');
	if (quantity.toLowerCase() === 'any') return named.slice(0, 1);
	const has = new Set(scope.split(' '));
	const missing = named.filter((name) => !has.has(name));
	return missing.length > 0 ? missing : named;
}
