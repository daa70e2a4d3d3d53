import { listFields, readLimit } from '../../fields/listFields';
import { optionsField } from '../../fields/requestOptions';
import { readSameness, samenessFields, type Sameness } from '../../fields/user/sameness';
import { readSearch, type SearchedUsers, searchFields } from '../../fields/user/searchFields';
import { inDigits } from '../hints';
import type { Operation } from '../operation';
import { nobodyHas } from './duplicates/common';
import { describeGroups, findGroups } from './duplicates/groups';

interface Input {
	search: SearchedUsers;
	sameness: Sameness;
	limit: number;
}

/** Finds accounts of the same person in several connections: each person an item. */
export const findDuplicates: Operation<Input> = {
	option: {
		name: 'Find Duplicates',
		value: 'findDuplicates',
		action: 'Find duplicate users',
		description: 'Find people with accounts in several connections',
	},
	permissions: {
		needs: ['read:users'],
		also: [{ to: 'return the roles of each account', needs: ['read:roles', 'read:role_members'] }],
	},
	fields: [...samenessFields, ...searchFields, ...listFields, optionsField()],
	read: (item) => ({
		search: readSearch(item),
		sameness: readSameness(item),
		limit: readLimit(item),
	}),
	async execute({ search, sameness, limit }, { management }, tell) {
		const { groups, users, having } = await findGroups(management, search, sameness);
		const { found, left } = await describeGroups(management, groups, sameness, limit);
		if (users > 0 && having === 0) tell(nobodyHas(users, sameness));
		else if (found.length === 0) {
			tell('No duplicates found. Changes made in the last few seconds may be missing.');
		} else if (left > 0) {
			tell(`${inDigits(found.length)} of ${inDigits(found.length + left)} groups are shown.`);
		}
		return found;
	},
};
