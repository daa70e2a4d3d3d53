import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { anId, listOf, object, type Reader } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import { isSegment, path } from '../../transport/path';
import { readIdentifier } from '../identifier';
import type { Item } from '../item';

/** The user that an operation is about. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The user to work with: chosen from the list, or given by the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82, or by the email address. The list and the email address need the permission read:users.',
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
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. jane.doe@example.com',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '\\s*[^\\s@]+@[^\\s@]+\\s*',
						errorMessage: 'Not an email address, such as jane.doe@example.com',
					},
				},
			],
		},
	],
};

/** The field User of an operation, with a hint that names the permission that it needs. */
export const userFieldWith = (hint: string): INodeProperties => ({ ...userField, hint });

/** The user that the person named: by user_id, or by email address. */
export type UserReference = { id: string } | { email: string };

/** @throws NodeOperationError when the field names no user: empty, `.` or `..`, not an email */
export function readUser(item: Item): UserReference {
	const { mode, value: given } = item.reference('userId');
	const value = readIdentifier(item, 'User', given);
	if (mode === '' && looksLikeEmail(value)) return { email: value };
	if (mode !== 'email' && looksLikeEmail(value)) {
		throw item.refusal(
			`User: “${value}” is an email address, not a user_id.`,
			'Choose By Email in the field User, or enter the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82.',
		);
	}
	if (value === '') {
		throw item.refusal(
			'User is empty.',
			'Choose a user from the list, or enter a user_id, such as auth0|5f7c8ec7c33c6c004bbafe82, or an email address. If it is an expression, check that this item has the value.',
		);
	}
	if (mode === 'email') {
		if (/^[^\s@]+@[^\s@]+$/.test(value)) return { email: value };
		throw item.refusal(
			`User: “${value}” is not an email address.`,
			'Enter one such as jane.doe@example.com, or choose By ID to give a user_id.',
		);
	}
	if (isSegment(value)) return { id: value };
	throw item.refusal(
		`User: “${value}” is not a user_id.`,
		'Enter the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82.',
	);
}

/** What an error says about the user of this id. */
export const subjectOf = (id: string) => ({
	name: `User “${id}”`,
	whenMissing:
		'Check the field User: it takes the whole user_id, such as auth0|5f7c8ec7c33c6c004bbafe82. The user may also have been deleted.',
});

const looksLikeEmail = (id: string) => id.includes('@') && !id.includes('|');

/** A user as Auth0 returns it, with all fields or with these. */
export const userAnswer = object({ user_id: anId });

export type UserAnswer = ReturnType<typeof userAnswer>;

/** The path of one user [get_users_by_id, patch_users_by_id]. */
export const userPath = (id: string) => path`/users/${id}`;

/** The ways in which an email address can be stored. */
export const spellingsOf = (email: string) => [...new Set([email, email.toLowerCase()])];

/**
 * Every user with an email address [get_users-by-email]. Auth0 compares it with the case in which it is
 * stored: lower case in database connections, and as the provider gives it in others.
 *
 * @param user reads one of them
 * @param query which fields to return
 */
export async function usersWithEmail<T extends IDataObject>(
	api: ManagementApi,
	email: string,
	user: Reader<T>,
	query: IDataObject = {},
): Promise<T[]> {
	const users = new Map<unknown, T>();
	for (const spelling of spellingsOf(email)) {
		const found = await api.request({
			method: 'GET',
			path: '/users-by-email',
			query: { ...query, email: spelling },
			answers: listOf(user),
		});
		// With fields that leave the user_id out, each user counts as another.
		for (const one of found) users.set(one.user_id ?? one, one);
	}
	return [...users.values()];
}

/**
 * Every user with an email address, of whom there has to be one.
 *
 * @param user reads one of them
 * @param query which fields to return
 * @throws NodeOperationError when there is none
 */
export async function findByEmail<T extends IDataObject>(
	item: Item,
	api: ManagementApi,
	email: string,
	user: Reader<T>,
	query: IDataObject = {},
): Promise<T[]> {
	const users = await usersWithEmail(api, email, user, query);
	if (users.length > 0) return users;
	throw item.refusal(
		`No user has the email address “${email}”.`,
		'Check the field User. Auth0 looks for the whole address; to look for a part of it, choose From List.',
	);
}

/**
 * The user_id of the user that the field names. An email address has to be that of one user only: no
 * operation that changes something chooses among several.
 *
 * @throws NodeOperationError when it names no user, or several
 */
export async function readUserId(item: Item, api: ManagementApi): Promise<string> {
	const user = readUser(item);
	return 'id' in user ? user.id : await findOne(item, api, user.email);
}

/** The only user with an email address [get_users-by-email]. */
export async function findOne(item: Item, api: ManagementApi, email: string): Promise<string> {
	const query = { fields: 'user_id', include_fields: true };
	const users = await findByEmail(item, api, email, userAnswer, query);
	const ids = users.map(({ user_id: id }) => id);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	throw item.refusal(
		`${ids.length} users have the email address “${email}”.`,
		`Choose one of them By ID in the field User: ${ids.join(', ')}`,
	);
}

/** What an operation that changes a user writes to: the user. */
export const writesToUser = (item: Item) => item.reference('userId').value.toLowerCase();
