import type {
	IExecuteFunctions,
	ITriggerFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { isRecord } from '../Auth0/transport/answers';
import { InputError } from '../Auth0/transport/inputError';

/** What an execution of n8n 1 starts with that is to fail. */
const FAILURE = 'auth0TriggerFailure';

/**
 * Tells of a failure as a failed execution, which also starts the error workflow. n8n 1 cannot store
 * one for a trigger: there, an execution starts that fails in the trigger itself. It is not `emitError`:
 * that one ends the trigger, and n8n gives it up when it cannot begin again within seconds.
 */
export function saveFailure(
	context: ITriggerFunctions,
	error: NodeApiError | NodeOperationError,
): void {
	const isOfN8n2: boolean = 'saveFailedExecution' in context;
	if (isOfN8n2) return context.saveFailedExecution(error);
	const { message, description } = error;
	context.emit([[{ json: { [FAILURE]: { message, description: description ?? '' } } }]]);
}

/**
 * Ends an execution that was started to fail.
 * @throws InputError with the words of the failure
 */
export function throwFailure(context: IExecuteFunctions): void {
	// Nobody else starts an execution in this way: a delivery is a webhook.
	if (context.getMode() !== 'trigger') return;
	const failure = context.getInputData()[0]?.json[FAILURE];
	if (!isRecord(failure)) return;
	throw new InputError(String(failure.message), String(failure.description));
}
