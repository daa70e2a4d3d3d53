import type { INode } from 'n8n-workflow';

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
