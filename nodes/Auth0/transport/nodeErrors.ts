import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from './answers';
import { bounded, type ErrorText, verbatim } from './errors';
import { InputError } from './inputError';

/** What has words for people, and what to do next. */
type Told = InputError | NodeApiError | NodeOperationError;

const CHECK_EXPRESSIONS = 'Check the expressions in this node against the data of this item.';
const FAULT: ErrorText = {
	message: 'The node could not process this item.',
	description:
		'This is a bug in the node. Report it, with the fields that you set, at https://github.com/n8n-nodes-auth0/n8n-nodes-auth0/issues.',
};

const CANCELLED: ErrorText = { message: 'The execution was cancelled.', description: '' };

/**
 * What is to be said about whatever was thrown: its own words, where it has words for people. Everything
 * else is a fault of this node.
 */
export function errorTextOf(caught: unknown): ErrorText {
	if (isTold(caught)) return { message: caught.message, description: caught.description ?? '' };
	if (isCancellation(caught)) return CANCELLED;
	if (!isOfN8n(caught)) return FAULT;
	const description = caught.name.startsWith('Expression') ? CHECK_EXPRESSIONS : '';
	return bounded({ message: caught.message, description });
}

/** The error of input that cannot be used; nothing has been sent. */
export function inputError(node: INode, given: ErrorText): NodeOperationError {
	const text = bounded(given);
	return verbatim(new NodeOperationError(node, text.message, text), text);
}

/** An error as n8n shows it, of whatever was thrown. */
export function nodeErrorOf(node: INode, caught: unknown): NodeApiError | NodeOperationError {
	if (caught instanceof NodeApiError || caught instanceof NodeOperationError) return caught;
	const { message, description } = errorTextOf(caught);
	if (!isOfN8n(caught)) return inputError(node, { message, description });
	return new NodeOperationError(node, caught, { message, description: description || undefined });
}

/** Adds a sentence on what to do next, or what was done before, to whatever was thrown. */
export function alsoSay(caught: unknown, sentence: string): unknown {
	const { message, description } = errorTextOf(caught);
	const told = isTold(caught) ? caught : new InputError(message, description, { cause: caught });
	told.description = `${told.description ?? ''} ${sentence}`.trim();
	return told;
}

/** The fault of this node behind an error, which is of use to those who fix it; undefined without one. */
export function faultBehind(caught: unknown): unknown {
	if (caught instanceof InputError) return faultBehind(caught.cause);
	return isTold(caught) || isOfN8n(caught) || isCancellation(caught) ? undefined : caught;
}

const isTold = (caught: unknown): caught is Told =>
	caught instanceof InputError ||
	caught instanceof NodeApiError ||
	caught instanceof NodeOperationError;

/** Whether it is what a signal aborts with: the reason of a cancelled execution. */
const isCancellation = (caught: unknown) => isRecord(caught) && caught.name === 'AbortError';

/** Whether it is an error of n8n, which has words for people; those of JavaScript have none. */
const isOfN8n = (caught: unknown): caught is Error => caught instanceof Error && 'level' in caught;
