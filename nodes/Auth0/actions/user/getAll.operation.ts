import type { INodeProperties } from 'n8n-workflow';

import { MAX_SEARCHED, oldestUsers, searchUsers } from '../../api/userSearch';
import { listFields, readLimit } from '../../fields/listFields';
import { optionsField } from '../../fields/requestOptions';
import {
	nobodyFound,
	readSearch,
	type SearchedUsers,
	searchFields,
} from '../../fields/user/searchFields';
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
import { inDigits, type Tell } from '../hints';
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
	search: SearchedUsers;
	limit: number;
	/** What to tell when the search finds nobody. */
	nobodyFound: string;
	sort: Sort;
	selection?: FieldSelection;
	show: Show;
}

const read = (item: Item): Input => ({
	search: readSearch(item),
	limit: readLimit(item),
	nobodyFound: nobodyFound(item),
	sort: readSort(item),
	selection: readFieldSelection(item),
	show: readUserOutput(item),
});

/** Retrieves the users that a search finds, also more than the 1,000 that Auth0 pages through. */
async function execute(input: Input, { management }: Auth0Connection, tell: Tell) {
	const { limit, nobodyFound, show } = input;
	const { users, total } =
		limit <= MAX_SEARCHED
			? await searchOnce(management, input)
			: await searchAll(management, input);
	if (users.length === 0) tell(nobodyFound);
	else if (users.length < total && limit < total) tell(limitHint(users.length, total));
	return users.map(show);
}

const limitHint = (returned: number, total: number) =>
	`${inDigits(returned)} of ${inDigits(total)} users returned. To get all of them, turn on 'Return All'.`;

async function searchOnce(api: ManagementApi, { search, selection, limit, sort }: Input) {
	const order = `${sort.field}:${sort.isDescending ? -1 : 1}`;
	const selected = { ...search, selection: selectionQuery(selection) };
	return await searchUsers(api, selected, limit, order);
}

/** Auth0 cannot sort what goes beyond one search: what has another order is sorted here. */
async function searchAll(api: ManagementApi, { search, selection, limit, sort }: Input) {
	const needed = selectionQuery(selection, ['user_id', 'created_at', sort.field]);
	const selected = { ...search, selection: needed };
	if (sort.field === 'created_at' && !sort.isDescending) {
		return await oldestUsers(api, selected, limit);
	}
	const { users, total } = await oldestUsers(api, selected, Infinity);
	return { users: sorted(users, sort).slice(0, limit), total };
}

/** Searches for users. */
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
