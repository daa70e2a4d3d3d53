import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { inputError } from '../transport/errors';
import { connect, type ManagementApi } from '../transport/managementApi';
import { isRecord, Item } from './item';
import type { Operation, Resource } from './operation';
import { user } from './user';

export const resources: Record<string, Resource> = { user };

type ItemError = NodeApiError | NodeOperationError;

/**
 * Carries out the chosen operation for every input item. The outputs stand in the order of the
 * inputs, each paired with its own.
 *
 * @throws NodeApiError or NodeOperationError with the index of its item; with “Continue on fail”,
 * the item's output holds the error instead, and the other items go on.
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	const count = this.getInputData().length;
	let connection: Promise<ManagementApi> | undefined;
	const api = async () => await (connection ??= connect(this));

	const outputs = await inOrder(this, count, async (index) => {
		try {
			const output = await operation.execute(new Item(this, index), await api());
			return [output].flat().map((json) => ({ json, pairedItem: { item: index } }));
		} catch (caught) {
			const error = toItemError(this, caught, index);
			if (!this.continueOnFail()) throw stopsTheRun(error, index, count);
			return [{ json: errorOutput(error), pairedItem: { item: index } }];
		}
	});
	return [outputs.flat()];
}

/** One item after another, until all are done or the execution is cancelled. */
async function inOrder<T>(
	functions: IExecuteFunctions,
	count: number,
	carryOut: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = [];
	for (let index = 0; index < count; index++) {
		if (functions.getExecutionCancelSignal()?.aborted) break;
		results.push(await carryOut(index));
	}
	return results;
}

function chosenOperation(functions: IExecuteFunctions): Operation {
	const resource = functions.getNodeParameter('resource', 0);
	const name = functions.getNodeParameter('operation', 0);
	const operation = resources[resource]?.operations[name];
	if (operation) return operation;
	throw inputError(functions.getNode(), {
		message: `This node has no operation “${name}” for the resource “${resource}”.`,
		description:
			'Choose an operation from the list. For other requests, use the HTTP Request node with Authentication set to Predefined Credential Type and the same credential.',
	});
}

function toItemError(functions: IExecuteFunctions, caught: unknown, itemIndex: number): ItemError {
	const error =
		caught instanceof NodeApiError || caught instanceof NodeOperationError
			? caught
			: new NodeOperationError(
					functions.getNode(),
					caught instanceof Error ? caught : new Error(String(caught)),
				);
	error.context.itemIndex = itemIndex;
	return error;
}

/** Says what became of the other items, and how to let them go on. */
function stopsTheRun(error: ItemError, index: number, count: number): ItemError {
	if (count > 1) {
		error.description =
			`${error.description ?? ''} Item ${index + 1} of ${count} stopped the run: the items before it were carried out, those after it were not. To go on past such an item, set On Error to Continue in the Settings of this node.`.trim();
	}
	return error;
}

// n8n takes an item for an error only while it holds no keys but error, message and details.
function errorOutput(error: ItemError): IDataObject {
	const { message: auth0Message, errorCode } = isRecord(error.context.data)
		? error.context.data
		: {};
	return {
		error: error.message,
		details: {
			description: error.description,
			...('httpCode' in error && error.httpCode && { statusCode: Number(error.httpCode) }),
			...(errorCode !== undefined && { errorCode }),
			...(auth0Message !== undefined && { auth0Message }),
		},
	};
}
