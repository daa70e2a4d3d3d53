import type { INodeProperties } from 'n8n-workflow';

import { getUserFields, type FieldsQuery } from '../../api/users';
import type { FieldSelection } from '../../fields/namedFields';
import { outputOptions, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { exactLookUp } from '../../fields/user/lookUp';
import { LOGINS } from '../../fields/user/logins';
import { readUser, userField, type UserReference } from '../../fields/user/userField';
import { readUserOutput, readUserSelection, selectionQuery } from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import type { Item } from '../item';
import { lookAhead, lookedAhead } from '../lookedAhead';
import { findNamed } from '../namedUsers';
import type { Operation } from '../operation';

const fields: INodeProperties[] = [
	userField,
	...simplifyFields,
	optionsField(exactLookUp.field, ...outputOptions),
];

interface Input {
	user: UserReference;
	selection?: FieldSelection;
	isInBatches: boolean;
	show: Show;
}

const read = (item: Item): Input => ({
	user: readUser(item),
	selection: readUserSelection(item),
	isInBatches: exactLookUp.readOption(item) === 'inBatches',
	show: readUserOutput(item),
});

/** Retrieves one user by the user_id, or every user who has the login. */
async function execute(input: Input, { management }: Auth0Connection) {
	const { user, show } = input;
	const ahead = lookedAhead(user);
	if (ahead) return ahead.map(show);
	const query = queryOf(input);
	const users =
		'login' in user
			? await findNamed(management, user, query)
			: [await management.request(getUserFields(user.id, query))];
	return users.map(show);
}

/** The fields to return; those by which the user is told from others are among them. */
function queryOf({ user, selection }: Input): FieldsQuery {
	return selectionQuery(selection, [
		'user_id',
		...('login' in user ? [LOGINS[user.login].field] : []),
	]);
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
	lookAhead: async (inputs, { management }) =>
		await lookAhead(
			management,
			inputs
				.filter(({ isInBatches }) => isInBatches)
				.map((input) => ({ user: input.user, query: queryOf(input) })),
		),
	execute,
};
