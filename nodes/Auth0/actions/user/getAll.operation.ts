import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { listFields, readLimit } from '../../fields/listFields';
import { MAX_SEARCHED, searchUsers, walkUsers, type UserSearch } from '../../api/userSearch';
import type { Operation } from '../operation';
import { optionsField } from '../../fields/requestOptions';
import { readSearch, searchFields } from '../../fields/user/searchFields';
import { readSort, sortFields, sorted, type Sort } from '../../fields/user/sort';
import {
	output,
	outputFields,
	readFieldSelection,
	selectionQuery,
} from '../../fields/user/userOutput';

const fields: INodeProperties[] = [
	...searchFields('Get Many needs the permission read:users'),
	...listFields,
	optionsField(...sortFields, ...outputFields),
];

/** get_users: the users that a search finds, also more than the 1,000 that Auth0 pages through. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject[]> {
	const query = readSearch(item);
	const limit = readLimit(item);
	const sort = readSort(item);
	const selection = readFieldSelection(item);
	const users =
		limit <= MAX_SEARCHED
			? await searchUsers(
					api,
					{ query, selection: selectionQuery(selection) },
					limit,
					orderOf(sort),
				)
			: await searchAll(
					api,
					{ query, selection: selectionQuery(selection, ['user_id', 'created_at', sort.field]) },
					sort,
					limit,
				);
	return users.map((user) => output(item, user));
}

const orderOf = ({ field, isDescending }: Sort) => `${field}:${isDescending ? -1 : 1}`;

/** Auth0 cannot sort what goes beyond one search: what has another order is sorted here. */
async function searchAll(api: ManagementApi, search: UserSearch, sort: Sort, limit: number) {
	const isInOrder = sort.field === 'created_at' && !sort.isDescending;
	const users: IDataObject[] = [];
	for await (const page of walkUsers(api, search)) {
		users.push(...page);
		if (isInOrder && users.length >= limit) break;
	}
	return (isInOrder ? users : sorted(users, sort)).slice(0, limit);
}

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many users',
		description:
			'Search for users, by filters or a query, without a limit if you like (permission read:users)',
	},
	fields,
	execute,
};
