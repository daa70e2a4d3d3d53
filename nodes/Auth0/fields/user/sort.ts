import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choice } from '../choice';
import type { Parameters } from '../parameters';
import { checkKnown, readCollection } from '../rows';

const sortBy = choice({
	displayName: 'Sort By',
	name: 'field',
	default: 'created_at',
	description: 'Field to sort the users by',
	options: [
		{ name: 'Created', value: 'created_at' },
		{ name: 'Email', value: 'email' },
		{ name: 'Last Login', value: 'last_login' },
		{ name: 'Name', value: 'name' },
		{ name: 'Number of Logins', value: 'logins_count' },
		{ name: 'Updated', value: 'updated_at' },
	],
});

const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: 'desc',
	description: 'Order to sort the users in',
	options: [
		{ name: 'Ascending', value: 'asc', description: 'Oldest, A, or lowest number first' },
		{ name: 'Descending', value: 'desc', description: 'Newest, Z, or highest number first' },
	],
});

/** The order of users. */
export interface Sort {
	field: ReturnType<typeof sortBy.readValue>;
	isDescending: boolean;
}

/** A collection of its own, as n8n has it. */
export const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort',
	default: {},
	description: 'How to sort the users. By default, the oldest accounts come first.',
	options: [{ displayName: 'Sort', name: 'order', values: [sortBy.field, direction.field] }],
};

/** @throws InputError for a field or a direction that an expression made up */
export function readSort(parameters: Parameters): Sort {
	const order = readCollection('Sort', parameters.wholeCollection('sort').order);
	if (Object.keys(order).length === 0) return { field: 'created_at', isDescending: false };
	checkKnown('Sort', order, ['field', 'direction']);
	const { field, direction: towards } = { field: 'created_at', direction: 'desc', ...order };
	return {
		field: sortBy.readValue(field),
		isDescending: direction.readValue(towards) === 'desc',
	};
}

/** Users in an order; those without the field come last, as Auth0 has it. */
export function sorted(users: IDataObject[], { field, isDescending }: Sort): IDataObject[] {
	const first = isDescending ? 1 : -1;
	return [...users].sort((one, other) => {
		const [a, b] = [keyFor(one[field]), keyFor(other[field])];
		if (a === undefined || b === undefined)
			return Number(a === undefined) - Number(b === undefined);
		if (a === b) return 0;
		return a < b ? first : -first;
	});
}

const keyFor = (value: unknown) =>
	typeof value === 'number' || typeof value === 'string' ? value : undefined;
