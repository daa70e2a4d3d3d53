import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { MAX_SEARCHED, searchUsers, type UserSearch, walkUsers } from '../../api/userSearch';
import { listFields, readLimit } from '../../fields/listFields';
import { optionsField } from '../../fields/requestOptions';
import { readSearch, searchFields } from '../../fields/user/searchFields';
import { readSort, type Sort, sorted, sortField } from '../../fields/user/sort';
import {
	type FieldSelection,
	outputOptions,
	readFieldSelection,
	readUserOutput,
	selectionQuery,
	type Show,
	simplifyField,
} from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';

const fields: INodeProperties[] = [
	...searchFields,
	...listFields,
	simplifyField,
	optionsField(...outputOptions),
	sortField,
];

interface Input {
	query?: string;
	limit: number;
	sort: Sort;
	selection?: FieldSelection;
	show: Show;
}

const read = (item: Item): Input => ({
	query: readSearch(item),
	limit: readLimit(item),
	sort: readSort(item),
	selection: readFieldSelection(item),
	show: readUserOutput(item),
});

/** Retrieves the users that a search finds, also more than the 1,000 that Auth0 pages through. */
async function execute(
	{ query, limit, sort, selection, show }: Input,
	{ management }: Auth0Connection,
) {
	const users =
		limit <= MAX_SEARCHED
			? await searchUsers(
					management,
					{ query, selection: selectionQuery(selection) },
					limit,
					orderOf(sort),
				)
			: await searchAll(
					management,
					{ query, selection: selectionQuery(selection, ['user_id', 'created_at', sort.field]) },
					sort,
					limit,
				);
	return users.map(show);
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

export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many users',
		description: 'Search for users by filters or a query',
	},
	permissions: { needs: ['read:users'] },
	fields,
	read,
	execute,
};
