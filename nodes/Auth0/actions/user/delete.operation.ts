import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nothing } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';
import { readUser, userField, userPath, writesToUser } from './userReference';

const fields: INodeProperties[] = [
	{
		...userField,
		description:
			'The user to delete: chosen from the list, or given by the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82',
		hint: 'Delete needs the permission delete:users',
		modes: userField.modes?.filter(({ name }) => name !== 'email'),
	},
	optionsField(),
];

/** delete_users_by_id: Auth0 answers the same when there is no such user any more. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const user = readUser(item);
	if (!('id' in user)) {
		throw item.refusal(
			'Delete takes no email address: more than one user can have it.',
			'Choose By ID in the field User, and find the user_id with Get before.',
		);
	}
	return await deleteUser(api, user.id);
}

/** @returns what the item puts out: Auth0 itself answers without a word */
export async function deleteUser(api: ManagementApi, id: string): Promise<IDataObject> {
	await api.request({ method: 'DELETE', path: userPath(id), answers: nothing });
	return { user_id: id, deleted: true };
}

export const deleteOperation: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a user',
		description:
			'Remove a user for good, with all linked identities. Deleting a user who is gone already succeeds, too (permission delete:users).',
	},
	fields,
	writesTo: writesToUser,
	execute,
};
