import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from './parameters';

/** How much of a list to return: all of it, or a number of rows. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * How many rows the person wants; Infinity for all.
 *
 * @throws InputError for a limit that is not a number from 1 on
 */
export const readLimit = (parameters: Parameters): number =>
	parameters.isSet('returnAll') ? Infinity : parameters.number('limit');
