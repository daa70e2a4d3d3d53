import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';

const FIELDS = {
	created_at: 'Created',
	email: 'Email',
	last_login: 'Last Login',
	logins_count: 'Number of Logins',
	name: 'Name',
	updated_at: 'Updated',
} as const;

type SortField = keyof typeof FIELDS;

/** The order of users. */
export interface Sort {
	field: SortField;
	isDescending: boolean;
}

export const sortFields: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		default: 'created_at',
		description: 'The order of the users',
		options: Object.entries(FIELDS).map(([value, name]) => ({ name, value })),
	},
	{
		displayName: 'Sort Descending',
		name: 'sortDescending',
		type: 'boolean',
		default: true,
		description: 'Whether the newest, the last of the alphabet or the highest number comes first',
	},
];

const isSortField = (name?: string): name is SortField =>
	name !== undefined && Object.hasOwn(FIELDS, name);

/** @throws InputError for a field that an expression made up */
export function readSort(parameters: Parameters): Sort {
	const field = parameters.choiceOption('sortBy');
	return {
		field: isSortField(field) ? field : 'created_at',
		isDescending: parameters.isOn('sortDescending', false),
	};
}

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
