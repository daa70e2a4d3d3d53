import type { IDataObject } from 'n8n-workflow';

import { CHECK_DOMAIN_AND_PROXY } from './advice';
import { isRecord } from './answers';
import { bounded, type ErrorText } from './errors';
import type { NetworkFailure } from './network';
import { appliesTo, saysBeyondPlan, saysMissingPermission } from './refusal';
import { explanationOf, unknownOutcome } from './refusals';
import type { ApiCall, Attempts, RawAnswer } from './request';
import { shorten } from './shorten';

const ONE_ATTEMPT: Attempts = { count: 1, seconds: 0 };

/**
 * Puts a refused request into words, with Auth0's own words, its error code and the HTTP status
 * behind them.
 *
 * @param scope the permissions of the token, separated by spaces
 */
export function explain(
	request: ApiCall,
	answer: RawAnswer,
	attempts = ONE_ATTEMPT,
	scope = '',
): ErrorText {
	const refusal = { request, scope, attempts: attempts.count, ...readRefusal(answer) };
	const { status, message, errorCode } = refusal;
	const explanation = explanationOf(refusal);
	const codes = [errorCode, `HTTP ${status}`].filter(Boolean).join(', ');
	// The message can be Auth0’s own words.
	const isTitle = message === bounded(explanation).message;
	return {
		message: explanation.message,
		description: [
			explanation.description,
			...describe(attempts),
			message && !isTitle ? `Auth0’s answer: ${message} (${codes})` : `The answer: ${codes}`,
		].join(' '),
	};
}

/** Puts a request that got no answer into words. */
export function explainFailure(
	request: ApiCall,
	{ message, description, neverSent, retryAfterMs }: NetworkFailure,
	attempts: Attempts,
): ErrorText {
	const outcome = neverSent ? 'Nothing was changed.' : unknownOutcome(request);
	const limit = attempts.retryAfterMs ? request.limit?.text : undefined;
	// The description of a failure that names a time is when to try again, which the attempts tell better.
	const isTimed = retryAfterMs !== undefined && attempts.retryAfterMs !== undefined;
	const sentences = [limit, !isTimed && description, outcome, ...describe(attempts)].filter(
		Boolean,
	);
	return { message, description: sentences.join(' ') };
}

/** Puts a success that cannot be read into words. @param problem a sentence: what of it is wrong */
export function explainUnexpected(request: ApiCall, problem: string): ErrorText {
	const { method, path, subject } = request;
	const outcome =
		method === 'GET'
			? []
			: [
					`The request most likely succeeded. Check ${subject?.name ?? 'its effect'} in Auth0 before you run this item again.`,
				];
	return {
		message: 'Auth0 sent an unexpected response.',
		description: [`${method} ${path}: ${problem}`, ...outcome, CHECK_DOMAIN_AND_PROXY].join(' '),
	};
}

/**
 * Puts a creation into words whose answer was lost, while what was to be created is there.
 *
 * @param id of what is there
 */
export function explainDoubt({ subject }: ApiCall, id: string, attempts: Attempts): ErrorText {
	return {
		message: `${subject?.name ?? 'What this item was to create'} exists, but this item may not have created it.`,
		description: [subject?.whenInDoubt?.(id) ?? `Its ID is ${id}.`, ...describe(attempts)].join(
			' ',
		),
	};
}

function* describe({ count, seconds, retryAfterMs }: Attempts): Generator<string> {
	if (count > 1) yield `Tried ${count} times in ${duration(seconds)}.`;
	if (retryAfterMs) yield tryAgainIn(retryAfterMs);
}

/** What to do about a tenant that names a time. */
export const tryAgainIn = (ms: number) => `Try again in about ${spelledOut(ms / 1000)}.`;

/** @example duration(1832) is '31 min' */
export const duration = (seconds: number) =>
	seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

/** @example spelledOut(1832) is '31 minutes' */
export function spelledOut(seconds: number): string {
	const [count, unit] =
		seconds < 100 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * Whether an answer says that what was to be created is there already: a conflict for which the request
 * has no words of its own.
 */
export function isConflict({ errors = [] }: ApiCall, answer: RawAnswer): boolean {
	const refusal = { ...readRefusal(answer), attempts: 1 };
	return answer.statusCode === 409 && !errors.some((rule) => appliesTo(rule, refusal));
}

/** Whether an answer says that the token lacks a permission. */
export const lacksPermission = (answer: RawAnswer) => saysMissingPermission(readRefusal(answer));

/** Whether an answer says that the plan of the tenant does not include what was asked for. */
export const exceedsPlan = (answer: RawAnswer) => saysBeyondPlan(readRefusal(answer));

/** The words of an answer: `message` and `errorCode`, `error…`, or `code` and so on, as each API has them. */
function readRefusal({ statusCode, body }: RawAnswer) {
	const words: IDataObject = isRecord(body) ? body : {};
	const { message, errorCode, error, error_description, code, description } = words;
	return {
		status: statusCode,
		message: textOf(message, error_description, description, error),
		errorCode: textOf(errorCode, code, error_description === undefined ? undefined : error),
	};
}

const MAX_WORDS = 1000;

/** The first that is a text, without the links that some of Auth0's messages hold; '' without any. */
const textOf = (...candidates: unknown[]) =>
	shorten(candidates.find(isText) ?? '', MAX_WORDS).replace(/<\/?a(?:\s[^<>]*)?>/g, '');

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
