import type { INode, WorkflowExecuteMode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { nodeErrorOf } from '../Auth0/transport/nodeErrors';

/**
 * Does work whose errors a person reads as those of the trigger.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function asNodeError<T>(
	context: { getNode(): INode },
	work: () => Promise<T>,
): Promise<T> {
	return await work().catch((caught: unknown) => {
		throw nodeErrorOf(context.getNode(), caught);
	});
}

/**
 * As `asNodeError`, while n8n publishes the workflow or ends it. Of an error, n8n keeps and shows the message
 * only there, so that the message also says what to do next.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function asActivationError<T>(
	context: { getNode(): INode; getMode(): WorkflowExecuteMode },
	work: () => Promise<T>,
): Promise<T> {
	return await asNodeError(context, work).catch((error: unknown) => {
		const isNodeError = error instanceof NodeApiError || error instanceof NodeOperationError;
		// The editor shows both where a person listens for a test event.
		if (!isNodeError || !error.description || context.getMode() === 'manual') throw error;
		throw Object.assign(error, { message: `${error.message} ${error.description}` });
	});
}
