import type { IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from './item';

/**
 * The output of what failed while the run goes on.
 *
 * n8n takes an item for an error only while it holds no keys but error, message and details.
 *
 * @param details what identifies it, where the input item does not
 */
export function errorOutput(
	error: NodeApiError | NodeOperationError,
	details: IDataObject = {},
): IDataObject {
	const { message: auth0Message, errorCode } = isRecord(error.context.data)
		? error.context.data
		: {};
	return {
		error: error.message,
		details: {
			...details,
			description: error.description,
			...('httpCode' in error && error.httpCode && { statusCode: Number(error.httpCode) }),
			...(errorCode !== undefined && { errorCode }),
			...(auth0Message !== undefined && { auth0Message }),
		},
	};
}
