import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { errorTextOf } from '../transport/nodeErrors';
import { type Output, WithFiles } from './output';

/**
 * The output of what failed while the run goes on.
 *
 * n8n takes an item for an error only while it holds no keys but error, message and details.
 *
 * @param details what identifies it, where the input item does not
 */
export function errorOutput(caught: unknown, details: IDataObject = {}): IDataObject {
	const { message, description } = errorTextOf(caught);
	const { data, statusCode } = answerOf(caught);
	const { message: auth0Message, errorCode } = data;
	return {
		error: message,
		details: {
			...details,
			description,
			...(statusCode && { statusCode }),
			...(errorCode !== undefined && { errorCode }),
			...(auth0Message !== undefined && { auth0Message }),
		},
	};
}

/** What an error holds of Auth0's answer, if there was one. */
function answerOf(caught: unknown): { data: IDataObject; statusCode?: number } {
	if (!(caught instanceof NodeApiError)) return { data: {} };
	const { context, httpCode } = caught;
	return {
		data: isRecord(context.data) ? context.data : {},
		...(httpCode && { statusCode: Number(httpCode) }),
	};
}

/** What n8n 2 goes by: see `handleNodeErrorOutput` of its engine. */
const isErrorOutput = (json: IDataObject) =>
	Boolean(json.error) &&
	Object.keys(json).every((key) => ['error', 'message', 'details'].includes(key));

/**
 * An output of a node, paired with its input.
 *
 * For the error output n8n 1 knows no `details`, but it, too, sorts out an item that has an
 * `error` beside its json. It is not enumerable, and so not in the copy that n8n returns: n8n
 * replaces the json of an item that has it.
 *
 * @param node whose output it is
 * @param index of the input item; without one, it belongs to none
 */
export function outputItem(output: Output, node: INode, index?: number): INodeExecutionData {
	const { json, binary } =
		output instanceof WithFiles ? output : { json: output, binary: undefined };
	const item: INodeExecutionData = {
		json,
		...(binary && { binary }),
		...(index !== undefined && { pairedItem: { item: index } }),
	};
	if (node.onError !== 'continueErrorOutput' || !isErrorOutput(json)) return item;
	const value = new NodeOperationError(node, String(json.error));
	return Object.defineProperty(item, 'error', { value });
}
