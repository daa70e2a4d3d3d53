import type { INodeProperties } from 'n8n-workflow';

import { MAX_SEARCHED, searchUsers } from '../../api/userSearch';
import { oldestUsers } from '../../api/userWalk';
import { listFields, readLimit } from '../../fields/listFields';
import type { FieldSelection } from '../../fields/namedFields';
import { outputOptions, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import {
	nobodyFound,
	readSearch,
	type SearchedUsers,
	searchFields,
} from '../../fields/user/searchFields';
import {
	type Membership,
	membershipsField,
	readMemberships,
} from '../../fields/user/membershipsField';
import { sorted, type UserSort, userSort } from '../../fields/user/sort';
import { readUserOutput, readUserSelection, selectionQuery } from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import type { ManagementApi } from '../../transport/managementApi';
import { inDigits, type Tell } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { membershipsOf } from './memberships';

const fields: INodeProperties[] = [
	...searchFields,
	...listFields,
	...simplifyFields,
	optionsField(...outputOptions, membershipsField),
	userSort.field,
];

const GET_ALL = "To get all of them, turn on 'Return All'.";

interface Input {
	search: SearchedUsers;
	limit: number;
	/** What to tell when the search finds nobody. */
	nobodyFound: string;
	/** How to get those whom the limit left out. */
	howToGetMore: string;
	sort: UserSort;
	selection?: FieldSelection;
	show: Show;
	addToUsers: Membership[];
}

const read = (item: Item): Input => ({
	search: readSearch(item),
	limit: readLimit(item),
	nobodyFound: nobodyFound(item),
	howToGetMore: item.isTool ? 'To find others, narrow the search.' : GET_ALL,
	sort: userSort.read(item),
	selection: readUserSelection(item),
	show: readUserOutput(item),
	addToUsers: readMemberships(item),
});

/** Retrieves the users that a search finds, also more than the 1,000 that Auth0 pages through. */
async function execute(input: Input, { management }: Auth0Connection, tell: Tell) {
	const { limit, nobodyFound, howToGetMore, show, addToUsers } = input;
	const { users, total } =
		limit <= MAX_SEARCHED
			? await searchOnce(management, input)
			: await searchAll(management, input);
	if (users.length === 0) tell(nobodyFound);
	else if (users.length < total && limit < total) {
		tell(`${inDigits(users.length)} of ${inDigits(total)} users returned. ${howToGetMore}`);
	}
	if (users.length === 0 || addToUsers.length === 0) return users.map(show);
	const added = await membershipsOf(management, addToUsers);
	return users.map((user) => {
		const more = added(String(user.user_id));
		return { ...show({ ...user, ...more }), ...more };
	});
}

async function searchOnce(api: ManagementApi, input: Input) {
	const { search, selection, limit, sort, addToUsers } = input;
	const needed = addToUsers.length > 0 ? ['user_id'] : [];
	const order = `${sort.field}:${sort.isDescending ? -1 : 1}`;
	const selected = { ...search, selection: selectionQuery(selection, needed) };
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
	permissions: {
		needs: ['read:users'],
		also: [
			{ to: 'add roles', needs: ['read:roles', 'read:role_members'] },
			{ to: 'add organizations', needs: ['read:organizations', 'read:organization_members'] },
			{ to: 'add the roles in organizations', needs: ['read:organization_member_roles'] },
		],
	},
	fields,
	read,
	execute,
};
