import type { IDataObject } from 'n8n-workflow';

import { sortOf } from '../sort';

/** The order of users. */
export const userSort = sortOf({
	things: 'users',
	first: 'the oldest accounts',
	fields: [
		{ name: 'Created', value: 'created_at' },
		{ name: 'Email', value: 'email' },
		{ name: 'Last Login', value: 'last_login' },
		{ name: 'Name', value: 'name' },
		{ name: 'Number of Logins', value: 'logins_count' },
		{ name: 'Updated', value: 'updated_at' },
	],
	initial: { field: 'created_at', direction: 'desc' },
	meaning: { asc: 'Oldest, A, or lowest number first', desc: 'Newest, Z, or highest number first' },
});

/** An order of users. */
export type UserSort = ReturnType<typeof userSort.read>;

/** Users in an order; those without the field come last, as Auth0 has it. */
export function sorted(users: IDataObject[], { field, isDescending }: UserSort): IDataObject[] {
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
