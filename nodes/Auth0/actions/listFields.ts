import type { INodeProperties } from 'n8n-workflow';

import { toText, type Item } from './item';

const DEFAULT_LIMIT = 50;

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
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * How many rows the person wants; Infinity for all.
 *
 * @throws NodeOperationError for a limit that is not a number from 1 on
 */
export function readLimit(item: Item): number {
	if (item.isSet('returnAll', false)) return Infinity;
	return readCount(item, 'Limit', item.value('limit'), DEFAULT_LIMIT);
}

/**
 * A whole number from 1 on.
 *
 * @param field its name as the panel shows it
 * @throws NodeOperationError naming the field
 */
export function readCount(item: Item, field: string, value: unknown, byDefault: number): number {
	const text = toText(value);
	const count = text === '' ? byDefault : Number(text);
	if (Number.isInteger(count) && count >= 1) return count;
	throw item.refusal(`${field} is “${text}”.`, 'Enter a whole number from 1 on.');
}
