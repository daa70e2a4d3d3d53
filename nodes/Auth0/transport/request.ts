import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { aNumber, isTooDeep, object, record, UnexpectedAnswer, type Reader } from './answers';
import type { ErrorText } from './errors';
import type { TextBody } from './form';
import type { ManagementApi } from './managementApi';
import type { NetworkFailure } from './network';
import type { RefusalRule } from './refusal';

/** What a request is about, so that an error can name it and say what to do. */
export interface Subject {
	/** At the start of a sentence, such as `User “auth0|1”`; absent where it has no name. */
	name?: string;
	whenMissing?: string;
	/** Finds out why it is missing (status 404); undefined when there is nothing more to say. */
	explainMissing?(api: ManagementApi): Promise<ErrorText | undefined>;
	whenExisting?: string;
	/** As `explainMissing`, of why it exists already (status 409). */
	explainExisting?(api: ManagementApi): Promise<ErrorText | undefined>;
	/** What to do when it is there, with this id, and it cannot be told who created it. */
	whenInDoubt?(id: string): string;
	/** For a refusal (status 400) that no rule knows. */
	whenRefused?: string;
	/** What to do instead where the plan of the tenant does not include it. */
	whenBeyondPlan?: string;
}

/** How to find out whether something was created after all. */
export interface LookUp<T> {
	requests: Array<ApiRequest<T[]>>;
	/** Whether this is what was to be created. */
	matches(found: T): boolean;
	/** Whether what matches has a mark that no other request makes. */
	isMarked?: boolean;
	/** Whether a request answers 404 where there is nothing, as one for a single thing does. */
	isMissingNothing?: boolean;
	/** Whether the tenant creates it a second time, so that it must never be sent again. */
	canBeTwice?: boolean;
	/** What tells one of its kind from another. */
	idOf(found: T): string;
	/** When it was created, by the tenant’s clock; undefined where Auth0 does not tell. */
	createdAt(found: T): string | undefined;
}

/** What is sent to Auth0, and how. */
export interface ApiCall<T = unknown, Body extends object = object> {
	method: IHttpRequestMethods;
	/** Below `/api/v2`, already encoded: built with `path`. */
	path: string;
	query?: IDataObject;
	body?: Body;
	/** A body that is no JSON, in place of `body`. */
	textBody?: TextBody;
	/** Besides those that every request has. */
	headers?: Record<string, string>;
	subject?: Subject;
	/** What the panel calls a property of the body or of the query, by its name or the way to it. */
	labels?: Record<string, string>;
	/** What the panel calls the field in which the person typed the whole body, if so. */
	bodyField?: string;
	/** As `bodyField`, of the parameters of the query. */
	queryField?: string;
	/** What refusals of this request say, before what all refusals of their status do. */
	errors?: readonly RefusalRule[];
	/** What to do when nobody knows its outcome; by default, to look for the subject. */
	whenUnknown?: string;
	/** For a request that creates, and whose outcome can be looked up. */
	lookUp?: LookUp<T>;
	/** What else the tenant counts by, such as the email address that something is sent to. */
	limitedBy?: string;
	/** A limit of its own, in words, and how long it lasts, in ms, where a refusal names no time. */
	limit?: { text: string; refillMs: number };
	/** For an answer that goes on: `answersText` reads its `ServerSentEvents`. */
	isStream?: boolean;
	/** For a POST that has the same effect twice as once, such as the assignment of a role. */
	isIdempotent?: boolean;
	/** Reads what a success is answered with; absent where only the effect is wanted. */
	answers?: Reader<T>;
	/** Reads a success that is not JSON, such as a sentence, or ''; absent where it has to be JSON. */
	answersText?: Reader<T>;
}

/** A request that is answered with a T; its body, if it has one, is a Body. */
export interface ApiRequest<T = unknown, Body extends object = object> extends ApiCall<T, Body> {
	answers: Reader<T>;
}

/** A request of which only the effect is wanted: Auth0 answers many a change without a word. */
export interface ApiCommand<Body extends object = object> extends ApiCall<void, Body> {
	answers?: undefined;
	answersText?: undefined;
}

/** An answer as it came. */
export interface RawAnswer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

const parts = object({ statusCode: aNumber, headers: record });

/** What n8n returns for a request whose whole answer was asked for. @throws UnexpectedAnswer */
export function rawAnswer(response: unknown): RawAnswer {
	const { statusCode, headers, body } = parts(response);
	return { statusCode, headers, body };
}

/** An answer whose body was read. */
export interface ApiAnswer extends RawAnswer {
	/** JSON; the text where the answer is not JSON; '' where there is nothing. */
	body: unknown;
	/** Whether the answer was JSON: a JSON text has quotation marks, which `body` no longer shows. */
	isJson: boolean;
}

/** What became of a request: Auth0's answer, or why there is none. */
export type Outcome =
	{ answer: ApiAnswer; failure?: undefined } | { answer?: undefined; failure: NetworkFailure };

/** How often a request was sent until then, and how long that took. */
export interface Attempts {
	/** How often the request was sent. */
	count: number;
	/** From the first try to the last answer. */
	seconds: number;
	/** How long the tenant refuses such requests from now on, in ms. */
	retryAfterMs?: number;
}

/** Of the tenant, or of a proxy before it, which has statuses of its own, such as 522. */
const isFaultStatus = (status: number) => status === 408 || (status >= 500 && status !== 501);

/**
 * Whether an answer is a success of the API. Whoever wants only the effect takes any 2xx, whatever it
 * holds. Whoever wants an answer takes JSON, which is the API’s whatever its shape, and text only where
 * the request says how to read it.
 */
export function isSuccess(call: ApiCall, { statusCode, body, isJson }: ApiAnswer): boolean {
	if (statusCode < 200 || statusCode >= 300) return false;
	return isJson || !call.answers || isReadBy(call.answersText, body);
}

function isReadBy(read: Reader<unknown> | undefined, body: unknown): boolean {
	try {
		read?.(body);
		return read !== undefined;
	} catch {
		return false;
	}
}

/** What a success says, or why it cannot be read: it does not have the shape that the request expects. */
export function readSuccess<T>(
	{ answers, answersText = answers }: ApiRequest<T>,
	{ body, isJson }: ApiAnswer,
): { value: T; problem?: undefined } | { problem: string } {
	if (isJson && isTooDeep(body)) return { problem: 'The response is nested too deeply.' };
	try {
		return { value: isJson ? answers(body) : answersText(body) };
	} catch (error) {
		return {
			problem: error instanceof UnexpectedAnswer ? error.message : 'The response cannot be read.',
		};
	}
}

/** Whether the network, the tenant or something between them failed: another try can help. */
export function isFault(request: ApiCall, { answer }: Outcome): boolean {
	if (!answer) return true;
	const { statusCode } = answer;
	return isFaultStatus(statusCode) || (statusCode < 300 && !isSuccess(request, answer));
}

/**
 * Whether the outcome of a request is unknown that must not be sent twice. GET, PUT, DELETE
 * and PATCH have the same effect twice as once.
 *
 * Source: RFC 9110, 9.2.2; each PATCH of the Management API sets values.
 */
export const hasUnknownOutcome = (request: ApiCall, outcome: Outcome) =>
	request.method === 'POST' &&
	!request.isIdempotent &&
	isFault(request, outcome) &&
	outcome.failure?.neverSent !== true;
