import type { INodePropertyOptions } from 'n8n-workflow';

import { listFields, readLimit } from '../fields/listFields';
import { optionsField } from '../fields/requestOptions';
import { readUser, userField, type UserReference } from '../fields/user/userField';
import { outputOptions, readOutput, type Show, simplifyField } from '../fields/user/userOutput';
import type { ListRequest } from '../transport/page';
import { readList } from '../transport/paging';
import { userIdOf } from './namedUsers';
import type { Operation } from './operation';
import type { Permissions } from './permissions';

interface UserList {
	option: INodePropertyOptions;
	permissions: Permissions;
	listOf(id: string): ListRequest;
	/** The keys most used, of entries that have more than ten. */
	simplified?: string[];
}

interface Input {
	user: UserReference;
	limit: number;
	show: Show;
}

/** An operation that reads a list of a user, such as the roles: each entry becomes an item. */
export const userList = ({
	option,
	permissions,
	listOf,
	simplified,
}: UserList): Operation<Input> => ({
	option,
	permissions,
	fields: [
		userField,
		...listFields,
		...(simplified ? [simplifyField, optionsField(...outputOptions)] : [optionsField()]),
	],
	read: (item) => ({
		user: readUser(item),
		limit: readLimit(item),
		show: simplified ? readOutput(item, simplified) : (entry) => entry,
	}),
	async execute({ user, limit, show }, { management }) {
		const id = await userIdOf(user, management);
		return (await readList(management, listOf(id), limit)).map(show);
	},
});
