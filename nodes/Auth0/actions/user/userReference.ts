import type { INodeProperties } from 'n8n-workflow';

import type { User } from '../../api/users';
import { readIdentifier } from '../../fields/identifier';
import { selectionQuery, type FieldSelection } from '../../fields/user/userOutput';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { isSegment } from '../../transport/path';
import type { Item } from '../item';
import { findUsersByLogin } from '../../api/userLogins';
import { isLogin, loginOf, LOGINS, type NamedBy } from './logins';

/** The user that an operation is about. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The user to work with: chosen from the list, or given by the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82, or by email address, phone number or username. All but the user_id need the permission read:users.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a user...',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. auth0|5f7c8ec7c33c6c004bbafe82',
		},
		...Object.entries(LOGINS).map(([name, { label, noun, article, example, pattern }]) => ({
			displayName: label,
			name,
			type: 'string' as const,
			placeholder: `e.g. ${example}`,
			validation: [
				{
					type: 'regex' as const,
					properties: {
						regex: withSpaces(pattern),
						errorMessage: `Not ${article} ${noun}, such as ${example}`,
					},
				},
			],
		})),
	],
};

/** As n8n takes it, without ^ and $, and with spaces around, where it does not take these itself. */
function withSpaces(pattern: RegExp): string {
	const inner = pattern.source.slice(1, -1);
	return pattern.test(' ') ? inner : `\\s*${inner}\\s*`;
}

/** The field of an operation that takes a user_id only: a login can be that of several users. */
export const userFieldById: INodeProperties = {
	...userField,
	modes: userField.modes?.filter(({ name }) => name === 'list' || name === 'id'),
};

/** The user that the person named: by user_id, or by what the user logs in with. */
export type UserReference = { id: string } | NamedBy;

/** @throws InputError when the field names no user: empty, `.` or `..`, not an email */
export function readUser(item: Item): UserReference {
	const { mode, value: given } = item.reference('userId');
	const value = readIdentifier('User', given);
	if (value === '') {
		throw new InputError(
			'User is empty.',
			'Choose a user from the list, or enter a user_id, such as auth0|5f7c8ec7c33c6c004bbafe82, an email address, a phone number or a username. If it is an expression, check that this item has the value.',
		);
	}
	const looksLike = loginOf(value);
	const login = isLogin(mode) ? mode : looksLike;
	if (login === undefined) {
		if (isSegment(value)) return { id: value };
		throw new InputError(
			`User: “${value}” is not a user_id.`,
			'Enter the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82.',
		);
	}
	const { article, noun, label, example, pattern } = LOGINS[login];
	if (mode === '' || isLogin(mode)) {
		if (pattern.test(value)) return { login, value };
		throw new InputError(
			`User: “${value}” is not ${article} ${noun}.`,
			`Enter one such as ${example}, or choose By ID to give a user_id.`,
		);
	}
	throw new InputError(
		`User: “${value}” is ${article} ${noun}, not a user_id.`,
		`Choose ${label} in the field User, or enter the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82.`,
	);
}

/**
 * The user_id of the user that was named. A login has to be that of one user only: no operation
 * that changes something chooses among several.
 *
 * @throws InputError when it names no user, or several
 */
export const userIdOf = async (user: UserReference, api: ManagementApi): Promise<string> =>
	'id' in user ? user.id : await findOne(api, user);

/** The only user whom a login names. @throws InputError when there is none, or several */
export async function findOne(api: ManagementApi, named: NamedBy): Promise<string> {
	const users = await findNamed(api, named);
	const ids = users.map(({ user_id: id }) => id);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	throw new InputError(
		`${ids.length} users have the ${LOGINS[named.login].noun} “${named.value}”.`,
		`Choose one of them By ID in the field User: ${ids.join(', ')}`,
	);
}

/**
 * Every user whom a login names, of whom there has to be one.
 *
 * @param selection which fields to return; user_id and the login are returned besides
 * @throws InputError when there is none
 */
export async function findNamed(
	api: ManagementApi,
	named: NamedBy,
	selection: FieldSelection = { names: [], isIncluded: true },
): Promise<User[]> {
	const { noun, field, advice } = LOGINS[named.login];
	const query = selectionQuery(selection, ['user_id', field]);
	const login = { property: field, value: named.value };
	const users = await findUsersByLogin(api, login, query);
	if (users.length > 0) return users;
	throw new InputError(
		`No user has the ${noun} “${named.value}”.`,
		`Check the field User. ${advice}`,
	);
}
