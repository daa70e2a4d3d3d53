import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { getUserFields } from '../../api/users';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../../fields/requestOptions';
import {
	output,
	outputFields,
	readFieldSelection,
	selectionQuery,
} from '../../fields/user/userOutput';
import { findNamed, readUser, userFieldWith } from './userReference';

const fields: INodeProperties[] = [
	userFieldWith('Get needs the permission read:users'),
	optionsField(...outputFields),
];

/** get_users_by_id, get_users-by-email, get_users: one user, or every user with the login. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject[]> {
	const user = readUser(item);
	const selection = readFieldSelection(item);
	const users =
		'login' in user
			? await findNamed(api, user, selection)
			: [await api.request(getUserFields(user.id, selectionQuery(selection)))];
	return users.map((found) => output(item, found));
}

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a user',
		description:
			'Retrieve one user by user_id, or every user with an email address, a phone number or a username (permission read:users)',
	},
	fields,
	execute,
};
