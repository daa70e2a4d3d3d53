import type { INodePropertyOptions } from 'n8n-workflow';

import type { ResultKind } from '../api/resultKinds';
import { listFields, readLimit } from '../fields/listFields';
import { outputOptions, readOutput, type Show, simplifyFields } from '../fields/output';
import { optionsField } from '../fields/requestOptions';
import { exactLookUp } from '../fields/user/lookUp';
import { readUser, userField, type UserReference } from '../fields/user/userField';
import type { ListRequest } from '../transport/page';
import { readList } from '../transport/paging';
import { lookAheadLogins, lookedAhead } from './lookedAhead';
import { userIdOf } from './namedUsers';
import type { Operation } from './operation';
import type { Permissions } from './permissions';

interface UserList {
	option: INodePropertyOptions;
	permissions: Permissions;
	listOf(id: string): ListRequest;
	/** What an entry is, where it has more than ten properties. */
	kind?: ResultKind;
}

interface Input {
	user: UserReference;
	isInBatches: boolean;
	limit: number;
	show: Show;
}

/** An operation that reads a list of a user, such as the roles: each entry becomes an item. */
export const userList = ({ option, permissions, listOf, kind }: UserList): Operation<Input> => ({
	option,
	permissions,
	fields: [
		userField,
		...listFields,
		...(kind
			? [...simplifyFields, optionsField(exactLookUp.field, ...outputOptions)]
			: [optionsField(exactLookUp.field)]),
	],
	read: (item) => ({
		user: readUser(item),
		isInBatches: exactLookUp.readOption(item) === 'inBatches',
		limit: readLimit(item),
		show: kind ? readOutput(item, kind) : (entry) => entry,
	}),
	lookAhead: lookAheadLogins,
	async execute({ user, limit, show }, { management }) {
		const [ahead, another] = lookedAhead(user) ?? [];
		const id = ahead && !another ? ahead.user_id : await userIdOf(user, management);
		return (await readList(management, listOf(id), limit)).map(show);
	},
});
