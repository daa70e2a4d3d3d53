import type { INodeProperties } from 'n8n-workflow';

import { getUserFields } from '../../api/users';
import type { FieldSelection } from '../../fields/namedFields';
import { outputOptions, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { readUser, userField, type UserReference } from '../../fields/user/userField';
import { readUserOutput, readUserSelection, selectionQuery } from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import type { Item } from '../item';
import { findNamed } from '../namedUsers';
import type { Operation } from '../operation';

const fields: INodeProperties[] = [userField, ...simplifyFields, optionsField(...outputOptions)];

interface Input {
	user: UserReference;
	selection?: FieldSelection;
	show: Show;
}

const read = (item: Item): Input => ({
	user: readUser(item),
	selection: readUserSelection(item),
	show: readUserOutput(item),
});

/** Retrieves one user by the user_id, or every user who has the login. */
async function execute({ user, selection, show }: Input, { management }: Auth0Connection) {
	const users =
		'login' in user
			? await findNamed(management, user, selection)
			: [await management.request(getUserFields(user.id, selectionQuery(selection)))];
	return users.map(show);
}

/** Retrieves one user. */
export const get: Operation<Input> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get user',
		description: 'Retrieve a user by ID, email address, phone number or username',
	},
	permissions: { needs: ['read:users'] },
	fields,
	read,
	execute,
};
