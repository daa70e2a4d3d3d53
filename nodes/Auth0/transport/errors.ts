import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { VaultConnectionError } from './vaultConnectionError';

/** An error as the person reads it: what happened, and what to do next. */
export interface ErrorText {
	message: string;
	description: string;
}

/**
 * The error of a request that Auth0 refused, or that got no answer.
 *
 * @param answer Auth0's answer; its body becomes the error's data
 */
export function apiError(
	node: INode,
	text: ErrorText,
	answer?: { statusCode: number; body: unknown },
): NodeApiError {
	const httpCode = answer === undefined ? undefined : String(answer.statusCode);
	const error = new NodeApiError(node, { message: text.message }, { ...text, httpCode });
	if (typeof answer?.body === 'object' && answer.body !== null) error.context.data = answer.body;
	return verbatim(error, text);
}

/** The error of a credential that cannot be used. */
export function connectionError(node: INode, error: unknown): NodeApiError {
	if (!(error instanceof VaultConnectionError)) {
		return apiError(node, {
			message: 'The credential cannot be read.',
			description: 'Open it, and save it once more.',
		});
	}
	const { summary, advice, circumstances } = error;
	return apiError(node, { message: summary, description: advice }, circumstances.answer);
}

/** The error of input that cannot be used; nothing has been sent. */
export function inputError(node: INode, text: ErrorText): NodeOperationError {
	return verbatim(new NodeOperationError(node, text.message, text), text);
}

// n8n replaces a message in which it finds, say, EPERM: the names and ids in ours can hold that.
function verbatim<E extends NodeApiError | NodeOperationError>(error: E, text: ErrorText): E {
	return Object.assign(error, text);
}
