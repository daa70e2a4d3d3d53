import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choice } from '../choice';
import type { Parameters } from '../parameters';

const sortBy = choice({
	displayName: 'Sort By',
	name: 'sortBy',
	default: 'created_at',
	description: 'The order of the users',
	options: [
		{ name: 'Created', value: 'created_at' },
		{ name: 'Email', value: 'email' },
		{ name: 'Last Login', value: 'last_login' },
		{ name: 'Number of Logins', value: 'logins_count' },
		{ name: 'Name', value: 'name' },
		{ name: 'Updated', value: 'updated_at' },
	],
});

/** The order of users. */
export interface Sort {
	field: ReturnType<typeof sortBy.read>;
	isDescending: boolean;
}

export const sortFields: INodeProperties[] = [
	sortBy.field,
	{
		displayName: 'Sort Descending',
		name: 'sortDescending',
		type: 'boolean',
		default: true,
		description: 'Whether the newest, the last of the alphabet or the highest number comes first',
	},
];

/** @throws InputError for a field that an expression made up */
export const readSort = (parameters: Parameters): Sort => ({
	field: sortBy.readOption(parameters) ?? 'created_at',
	isDescending: parameters.isOn('sortDescending', false),
});

/** Users in an order; those without the field come last, as Auth0 has it. */
export function sorted(users: IDataObject[], { field, isDescending }: Sort): IDataObject[] {
	const direction = isDescending ? -1 : 1;
	return [...users].sort((one, other) => {
		const [a, b] = [keyFor(one[field]), keyFor(other[field])];
		if (a === undefined || b === undefined)
			return Number(a === undefined) - Number(b === undefined);
		if (a === b) return 0;
		return a < b ? -direction : direction;
	});
}

const keyFor = (value: unknown) =>
	typeof value === 'number' || typeof value === 'string' ? value : undefined;
