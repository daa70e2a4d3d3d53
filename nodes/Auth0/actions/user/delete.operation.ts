import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { deleteUser } from '../../api/users';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../../fields/requestOptions';
import { LOGINS } from './logins';
import { lookFor, NOT_CHECKED } from './userCheck';
import { userKey } from './userKeys';
import { readUser, userFieldById } from './userReference';
import { InputError } from '../../transport/inputError';

const fields: INodeProperties[] = [
	{
		...userFieldById,
		description:
			'The user to delete: chosen from the list, or given by the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82',
		hint: 'Delete needs the permission delete:users; with read:users it also tells a linked identity from a user',
	},
	optionsField(),
];

/** get_users_by_id, then delete_users_by_id: Auth0 answers the same when it deletes nobody. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const user = readUser(item);
	if (!('id' in user)) {
		throw new InputError(
			`Delete needs a user ID, because several users can share ${LOGINS[user.login].article} ${LOGINS[user.login].noun}.`,
			'Find the user_id with Get first, and choose By ID in the field User.',
		);
	}
	const isChecked = (await lookFor(api, user.id)) !== 'unknown';
	const deleted = await deleteOne(api, user.id);
	return isChecked ? deleted : { ...deleted, note: NOT_CHECKED };
}

/** @returns what the item puts out: Auth0 itself answers without a word */
export async function deleteOne(api: ManagementApi, id: string): Promise<IDataObject> {
	await api.send(deleteUser(id));
	return { user_id: id, deleted: true };
}

export const deleteOperation: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a user',
		description:
			'Remove a user for good, with all linked identities. Deleting a user who is gone already succeeds, too (permission delete:users; read:users to refuse the ID of a linked identity).',
	},
	fields,
	writesTo(item) {
		const user = readUser(item);
		return 'id' in user ? [userKey(user.id)] : [];
	},
	execute,
};
