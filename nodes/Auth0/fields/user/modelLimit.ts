import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../transport/inputError';
import { named } from '../named';
import type { Parameters } from '../parameters';

/**
 * How many users a model may change, which is for the person to say who builds the workflow: only for tools,
 * and without an expression, so that n8n does not offer to let the model fill it in.
 */
export const modelLimitField: INodeProperties = {
	displayName: 'Users the Model May Change',
	name: 'modelMayChange',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	displayOptions: { show: { '@tool': [true] } },
	description:
		'Maximum number of users one call of this tool can change. If the search finds more, or the number is 0, the call is a dry run. The model cannot fill this in.',
};

/**
 * The number that was entered. n8n resolves an expression in such a field if it only asks the model, as a
 * workflow that is pasted can have it.
 *
 * @throws InputError for an expression, whatever it comes to
 */
export function readModelLimit(parameters: Parameters): number {
	const saved = parameters.saved(modelLimitField.name);
	if (typeof saved === 'string' && saved.startsWith('=')) {
		throw new InputError(
			`${named(modelLimitField.displayName)} must be a number, not an expression.`,
			'Enter a number in the node. Otherwise, the model could choose how many users to change.',
		);
	}
	return parameters.number(modelLimitField.name);
}
