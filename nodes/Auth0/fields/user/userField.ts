import type { INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../../api/examples';
import { FULL_USER_ID } from '../../api/userIds';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { isSegment } from '../../transport/path';
import { readIdentifier } from '../identifier';
import { requires } from '../listPermissions';
import type { Parameters } from '../parameters';
import { isLogin, loginOf, LOGINS, type NamedBy } from './logins';

/** The user that an operation is about. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: `The user. Select from the list, or enter the full user ID, such as ${USER_ID_EXAMPLE}, the email address, phone number or username. Everything except the user ID ${requires('searchUsers')}.`,
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
			placeholder: `e.g. ${USER_ID_EXAMPLE}`,
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

/** The field of an operation for which a login has to be that of one user only: it offers no mode for logins. */
export const userFieldById: INodeProperties = {
	...userField,
	modes: userField.modes?.filter(({ name }) => name === 'list' || name === 'id'),
};

/** The user that the person named: by user_id, or by what the user logs in with. */
export type UserReference = { id: string } | NamedBy;

/**
 * The user that the field names. By ID takes an email address, too: the button of an AI tool fills in that mode.
 *
 * @throws InputError when it names no user: empty, `.` or `..`, not an email
 */
export function readUser(parameters: Parameters): UserReference {
	const { mode, value: given } = parameters.reference('userId');
	const value = readIdentifier('User', given);
	if (value === '') {
		throw new InputError(
			"'User' is empty.",
			`Choose a user from the list, or enter a user ID, such as ${USER_ID_EXAMPLE}, an email address, a phone number or a username. ${CHECK_EXPRESSION}`,
		);
	}
	const looksLike = loginOf(value);
	const login = isLogin(mode) ? mode : looksLike;
	if (login === undefined) {
		if (isSegment(value)) return { id: value };
		throw new InputError(`“${value}” in 'User' is not a user ID.`, FULL_USER_ID);
	}
	const { article, noun, label, example, pattern } = LOGINS[login];
	if (mode === '' || isLogin(mode) || login === 'email') {
		if (pattern.test(value)) return { login, value };
		throw new InputError(
			`“${value}” in 'User' is not ${article} ${noun}.`,
			`Enter one such as ${example}, or ${isLogin(mode) ? 'choose By ID to enter a user ID' : 'the full user ID'}.`,
		);
	}
	throw new InputError(
		`“${value}” in 'User' is ${article} ${noun}, not a user ID.`,
		`Choose ${label} in 'User', or enter the full user ID, such as ${USER_ID_EXAMPLE}.`,
	);
}

/** The error of an ID of nobody that no new user can get. */
export const cannotBeCreated = (id: string) =>
	new InputError(
		`User “${id}” does not exist and cannot be created with this ID.`,
		"Users of this provider are created when they first log in. Check the 'User ID' field.",
	);
