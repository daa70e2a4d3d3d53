import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../../api/examples';
import { deleteUser } from '../../api/users';
import { requires } from '../../fields/listPermissions';
import { optionsField } from '../../fields/requestOptions';
import { guardField, readGuard } from '../../fields/user/guardField';
import { LOGINS } from '../../fields/user/logins';
import { readUser, userFieldById, type UserReference } from '../../fields/user/userField';
import type { Auth0Connection } from '../../transport/connection';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { lookFor, NOT_CHECKED, requireEmail } from '../userCheck';
import { changedUserId, userKey } from '../userKeys';

const fields: INodeProperties[] = [
	{
		...userFieldById,
		description: `The user to delete. Select from the list, or enter the full user ID, such as ${USER_ID_EXAMPLE}, or an email address that only one user has. An email address ${requires('searchUsers')}.`,
	},
	guardField,
	optionsField(),
];

interface Input {
	user: UserReference;
	/** The email address that the user must have. */
	email?: string;
}

/** Looks for the user, then deletes it: Auth0 answers the same when it deletes nobody. */
async function execute(
	{ user, email }: Input,
	{ management }: Auth0Connection,
): Promise<IDataObject> {
	const id = await changedUserId(user, management);
	await requireEmail(management, id, email);
	// An email address was looked up already.
	const isChecked = 'login' in user || (await lookFor(management, id)) !== 'unknown';
	const deleted = await deleteOne(management, id);
	return isChecked ? deleted : { ...deleted, note: NOT_CHECKED };
}

/** @throws InputError for a phone number or a username, which several users can share */
function read(item: Item): Input {
	const user = readUser(item);
	if ('id' in user || user.login === 'email') return { user, email: readGuard(item) };
	throw new InputError(
		`Delete needs a user ID, because several users can share ${LOGINS[user.login].article} ${LOGINS[user.login].noun}.`,
		"Find the user_id with Get first, and choose By ID in 'User'.",
	);
}

/** @returns the output of the item: Auth0 itself answers without a word */
export async function deleteOne(api: ManagementApi, id: string): Promise<IDataObject> {
	await api.send(deleteUser(id));
	return { user_id: id, deleted: true };
}

/** Deletes one user. */
export const deleteOperation: Operation<Input> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete user',
		description: 'Permanently delete a user and all linked identities',
	},
	permissions: {
		needs: ['delete:users'],
		also: [{ to: 'check that the ID is that of a user', needs: ['read:users'] }],
	},
	fields,
	read,
	key: async ({ user }, { management }) => [userKey(await changedUserId(user, management))],
	execute,
};
