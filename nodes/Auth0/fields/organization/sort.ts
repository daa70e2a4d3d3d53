import type { Organization } from '../../api/organizations';
import { sortOf } from '../sort';

/** The order of organizations. */
export const organizationSort = sortOf({
	things: 'organizations',
	first: 'the oldest',
	fields: [
		{ name: 'Created', value: 'created_at' },
		{ name: 'Display Name', value: 'display_name' },
		{ name: 'Name', value: 'name' },
	],
	initial: { field: 'display_name', direction: 'asc' },
	meaning: { asc: 'Oldest or A first', desc: 'Newest or Z first' },
});

/** An order of organizations. */
export type OrganizationSort = ReturnType<typeof organizationSort.read>;

/** Whether Auth0 lists organizations in this order itself. */
export const isAsListed = ({ field, isDescending }: OrganizationSort) =>
	field === 'created_at' && !isDescending;

/** Organizations in an order. @param listed all of them, the oldest first */
export function sortedOrganizations(
	listed: Organization[],
	{ field, isDescending }: OrganizationSort,
): Organization[] {
	const ascending =
		field === 'created_at'
			? listed
			: [...listed].sort((one, other) =>
					(one[field] ?? one.name).localeCompare(other[field] ?? other.name, 'en'),
				);
	return isDescending ? [...ascending].reverse() : ascending;
}
