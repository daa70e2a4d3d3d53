import type { INode } from 'n8n-workflow';

import { apiError } from './errors';
import { explainUnexpected } from './explain';
import { readSuccess, type ApiAnswer, type ApiRequest } from './request';

/**
 * Reads a success, as the request does.
 *
 * @throws NodeApiError when it does not have the shape that the request expects
 */
export function readAnswer<T>(node: INode, request: ApiRequest<T>, answer: ApiAnswer): T {
	const read = readSuccess(request, answer);
	if (read.problem === undefined) return read.value;
	throw apiError(node, explainUnexpected(request, read.problem));
}
