import type { INodeProperties } from 'n8n-workflow';

import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { named, type Name } from './named';

/** A filter by a moment, which `readDate` reads. */
export const dateFilter = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `${description}. An expression can also return epoch seconds or milliseconds, or a spreadsheet date number.`,
});

/** Refuses a filter that is empty: without it, more would be found than was meant. */
export function refuseEmpty(filter: Name): never {
	throw new InputError(
		`${named(filter)} is empty.`,
		`Enter a value, or remove the filter. ${CHECK_EXPRESSION}`,
	);
}
