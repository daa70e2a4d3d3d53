import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { isTooDeep, UnexpectedAnswer, type Reader } from './answers';
import type { ErrorText } from './errors';
import type { ManagementApi } from './managementApi';
import type { NetworkFailure } from './network';

/** What a request is about, so that an error can name it and say what to do. */
export interface Subject {
	/** At the start of a sentence, such as `User “auth0|1”`. */
	name: string;
	whenMissing?: string;
	/** Finds out why it is missing (status 404); undefined when there is nothing more to say. */
	explainMissing?(api: ManagementApi): Promise<ErrorText | undefined>;
	whenExisting?: string;
	/** What to do when it is there, with this id, and it cannot be told who created it. */
	whenInDoubt?(id: string): string;
	/** For a refusal (status 400) that no rule knows. */
	whenRefused?: string;
}

/** How to find out whether something was created after all. */
export interface LookUp<T> {
	requests: Array<ApiRequest<T[]>>;
	/** Whether this is what was to be created. */
	matches(found: T): boolean;
	/** Whether what matches has a mark that no other request makes. */
	isMarked?: boolean;
}

/** A request that is answered with a T. */
export interface ApiRequest<T = unknown> {
	method: IHttpRequestMethods;
	/** Below `/api/v2`, already encoded: built with `path`. */
	path: string;
	query?: IDataObject;
	body?: object;
	/** Besides those that every request has. */
	headers?: Record<string, string>;
	subject?: Subject;
	/** What the person calls a property of the body; absent where all of it is typed as JSON. */
	labelOf?(property: string): string | undefined;
	/** For a request that creates, and whose outcome can be looked up. */
	lookUp?: LookUp<T>;
	/** What else the tenant counts by, such as the email address that something is sent to. */
	limitedBy?: string;
	/** A limit of its own, in words, and how long it lasts, in ms, where a refusal names no time. */
	limit?: { text: string; refillMs: number };
	/** For a POST that has the same effect twice as once, such as the assignment of a role. */
	isRepeatable?: boolean;
	/** Reads what a success is answered with. */
	answers: Reader<T>;
}

export interface ApiAnswer {
	statusCode: number;
	headers: IDataObject;
	/** JSON; a text where the answer is none; '' where there is nothing. */
	body: unknown;
}

/** What became of a request: Auth0's answer, or why there is none. */
export type Outcome =
	{ answer: ApiAnswer; failure?: undefined } | { answer?: undefined; failure: NetworkFailure };

/** What it took to get that far. */
export interface Effort {
	/** How often the request was sent. */
	tries: number;
	/** From the first try to the last answer. */
	seconds: number;
	/** How long the tenant refuses such requests from now on, in ms. */
	refusedForMs?: number;
}

/** Of the tenant, or of a proxy before it, which has statuses of its own, such as 522. */
const isFaultStatus = (status: number) => status === 408 || (status >= 500 && status !== 501);

/**
 * Whether an answer is a success of the API. A proxy's page can have the same status: a text, or
 * nothing, is only taken where the request expects it. JSON is the API's, whatever its shape.
 */
export function isSuccess({ answers }: ApiRequest, { statusCode, body }: ApiAnswer): boolean {
	if (statusCode < 200 || statusCode >= 300) return false;
	const isJson = typeof body !== 'string' && body !== undefined;
	return isJson || isReadBy(answers, body);
}

function isReadBy(read: Reader<unknown>, body: unknown): boolean {
	try {
		read(body);
		return true;
	} catch {
		return false;
	}
}

/** What a success says, or why it cannot be read: it does not have the shape that the request expects. */
export function readSuccess<T>(
	{ answers }: ApiRequest<T>,
	{ body }: ApiAnswer,
): { value: T; problem?: undefined } | { problem: string } {
	if (isTooDeep(body)) return { problem: 'The answer is nested too deeply.' };
	try {
		return { value: answers(body) };
	} catch (error) {
		return {
			problem: error instanceof UnexpectedAnswer ? error.message : 'The answer cannot be read.',
		};
	}
}

/** Whether the network, the tenant or something between them failed: another try can help. */
export function isFault(request: ApiRequest, { answer }: Outcome): boolean {
	if (!answer) return true;
	const { statusCode } = answer;
	return isFaultStatus(statusCode) || (statusCode < 300 && !isSuccess(request, answer));
}

/**
 * Whether a fault leaves a request in the open that must not be carried out twice. GET, PUT, DELETE
 * and PATCH have the same effect twice as once.
 *
 * Source: RFC 9110, 9.2.2; each PATCH of the Management API sets values.
 */
export const isInTheOpen = (request: ApiRequest, outcome: Outcome) =>
	request.method === 'POST' &&
	!request.isRepeatable &&
	isFault(request, outcome) &&
	outcome.failure?.neverSent !== true;
