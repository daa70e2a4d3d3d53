import { NodeApiError, type IDataObject, type INode, type NodeOperationError } from 'n8n-workflow';

import { isRecord } from './answers';
import { shorten } from './shorten';
import { VaultConnectionError } from './vaultConnectionError';

/** An error as the person reads it: what happened, and what to do next. */
export interface ErrorText {
	message: string;
	description: string;
}

/**
 * The error of a request that Auth0 refused, or that got no answer.
 *
 * @param answer Auth0's answer; its own words become the error's data
 */
export function apiError(
	node: INode,
	given: ErrorText,
	answer?: { statusCode: number; body: unknown },
): NodeApiError {
	const text = bounded(given);
	const httpCode = answer === undefined ? undefined : String(answer.statusCode);
	const error = new NodeApiError(node, { message: text.message }, { ...text, httpCode });
	const words = wordsOf(answer?.body);
	if (words) error.context.data = words;
	return verbatim(error, text);
}

/** The error of a credential that cannot be used. */
export function connectionError(node: INode, error: unknown): NodeApiError {
	if (!(error instanceof VaultConnectionError)) {
		return apiError(node, {
			message: 'The credential cannot be read.',
			description: 'Open it and save it again.',
		});
	}
	return apiError(node, error, error.circumstances.answer);
}

const MAX_MESSAGE = 500;
const MAX_DESCRIPTION = 3000;

/** The text, as long as a person reads: it can quote an item or an answer, which can be of any length. */
export const bounded = ({ message, description }: ErrorText): ErrorText => ({
	message: shorten(message, MAX_MESSAGE),
	description: shorten(description, MAX_DESCRIPTION),
});

/** Where Auth0's APIs have their words: all else of an answer can be anything. */
const WORDS = ['statusCode', 'error', 'error_description', 'message', 'errorCode', 'code', 'name'];

function wordsOf(body: unknown): IDataObject | undefined {
	if (!isRecord(body)) return undefined;
	const words = WORDS.filter((name) => ['string', 'number'].includes(typeof body[name]));
	return Object.fromEntries(
		words.map((name) => {
			const value = body[name];
			return [name, typeof value === 'string' ? shorten(value, MAX_MESSAGE) : value];
		}),
	);
}

/**
 * The error with exactly this text. n8n replaces a message in which it finds, say, EPERM: the names and
 * ids in ours can hold that.
 */
export function verbatim<E extends NodeApiError | NodeOperationError>(
	error: E,
	text: ErrorText,
): E {
	return Object.assign(error, text);
}
