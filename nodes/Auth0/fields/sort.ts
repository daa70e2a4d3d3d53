import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { choice } from './choice';
import type { Parameters } from './parameters';
import { checkKnown, readCollection } from './rows';

/** What can be sorted, and by what. */
interface Sortable<Field extends string> {
	/** What is sorted, such as “users”. */
	things: string;
	/** Which come first by default, such as “the oldest”. */
	first: string;
	fields: Array<INodePropertyOptions & { value: Field }>;
	/** What a row sorts by that the person has just added. */
	initial: { field: NoInfer<Field>; direction: 'asc' | 'desc' };
	/** What ascending and descending mean for these fields. */
	meaning: { asc: string; desc: string };
}

/** The order of a list. */
export interface Sort<Field extends string> {
	field: Field;
	isDescending: boolean;
}

/**
 * Makes the field Sort, a collection of its own as n8n has it, together with its reader.
 *
 * @returns a reader that throws InputError for a field or a direction that an expression made up; without a
 * row, it returns the oldest first
 */
export function sortOf<Field extends string>({
	things,
	first,
	fields,
	initial,
	meaning,
}: Sortable<Field | 'created_at'>) {
	const sortBy = choice<Field | 'created_at'>({
		displayName: 'Sort By',
		name: 'field',
		default: initial.field,
		description: `Field to sort the ${things} by`,
		options: fields,
	});
	const direction = choice({
		displayName: 'Direction',
		name: 'direction',
		default: initial.direction,
		description: `Order to sort the ${things} in`,
		options: [
			{ name: 'Ascending', value: 'asc', description: meaning.asc },
			{ name: 'Descending', value: 'desc', description: meaning.desc },
		],
	});
	const field: INodeProperties = {
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		placeholder: 'Add Sort',
		default: {},
		description: `How to sort the ${things}. By default, ${first} come first.`,
		options: [{ displayName: 'Sort', name: 'order', values: [sortBy.field, direction.field] }],
	};
	const read = (parameters: Parameters): Sort<Field | 'created_at'> => {
		const order = readCollection('Sort', parameters.wholeCollection('sort').order);
		if (Object.keys(order).length === 0) return { field: 'created_at', isDescending: false };
		checkKnown('Sort', order, ['field', 'direction']);
		const { field: by, direction: towards } = { ...initial, ...order };
		return {
			field: sortBy.readValue(by),
			isDescending: direction.readValue(towards) === 'desc',
		};
	};
	return { field, read };
}
