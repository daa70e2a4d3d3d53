import type { INodeProperties } from 'n8n-workflow';

import type { Organization } from '../../api/organizations';
import { choice } from '../choice';
import type { Parameters } from '../parameters';
import { checkKnown, readCollection } from '../rows';

const sortBy = choice({
	displayName: 'Sort By',
	name: 'field',
	default: 'display_name',
	description: 'Field to sort the organizations by',
	options: [
		{ name: 'Created', value: 'created_at' },
		{ name: 'Display Name', value: 'display_name' },
		{ name: 'Name', value: 'name' },
	],
});

const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: 'asc',
	description: 'Order to sort the organizations in',
	options: [
		{ name: 'Ascending', value: 'asc', description: 'Oldest or A first' },
		{ name: 'Descending', value: 'desc', description: 'Newest or Z first' },
	],
});

/** The order of organizations. */
export interface OrganizationSort {
	field: ReturnType<typeof sortBy.readValue>;
	isDescending: boolean;
}

/** A collection of its own, as n8n has it. */
export const organizationSortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort',
	default: {},
	description: 'How to sort the organizations. By default, the oldest come first.',
	options: [{ displayName: 'Sort', name: 'order', values: [sortBy.field, direction.field] }],
};

/** @throws InputError for a field or a direction that an expression made up */
export function readOrganizationSort(parameters: Parameters): OrganizationSort {
	const order = readCollection('Sort', parameters.wholeCollection('sort').order);
	if (Object.keys(order).length === 0) return { field: 'created_at', isDescending: false };
	checkKnown('Sort', order, ['field', 'direction']);
	const { field, direction: towards } = { field: 'display_name', direction: 'asc', ...order };
	return {
		field: sortBy.readValue(field),
		isDescending: direction.readValue(towards) === 'desc',
	};
}

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
