import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import { toText, type Item } from '../item';
import type { Operation } from '../operation';
import { requestOptions } from '../requestOptions';
import { alphabetically } from './propertyFields';
import { output, simplifyField } from './simplify';
import { findByEmail, readUser, subjectOf, userField, userPath } from './userReference';

const fields: INodeProperties[] = [
	{ ...userField, hint: 'Get needs the permission read:users' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: alphabetically([
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'string',
				default: '',
				placeholder: 'e.g. user_id,email,app_metadata',
				description:
					'Names of the fields to return, as Auth0 calls them, separated by commas. By default all are returned.',
			},
			{
				displayName: 'Include Fields',
				name: 'includeFields',
				type: 'boolean',
				default: true,
				description:
					'Whether to return the fields named in Fields. Switched off, these are left out and all others are returned.',
			},
			simplifyField,
			...requestOptions,
		]),
	},
];

/** get_users_by_id, get_users-by-email: one user, or every user with the email address. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject[]> {
	const user = readUser(item);
	const query = readFieldSelection(item);
	const users =
		'email' in user
			? await findByEmail(item, api, user.email, query)
			: [
					await api.request<IDataObject>({
						method: 'GET',
						path: userPath(user.id),
						query,
						subject: subjectOf(user.id),
					}),
				];
	// Fields that were chosen by name are all wanted.
	return query.include_fields === true ? users : users.map((found) => output(item, found));
}

function readFieldSelection(item: Item): IDataObject {
	const { fields: names } = item.collection('options');
	const list = Array.isArray(names) ? names : toText(names).split(',');
	const selected = list.map(toText).filter((name) => name !== '');
	if (selected.length === 0) return {};
	return { fields: selected.join(','), include_fields: item.isOn('includeFields', true) };
}

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a user',
		description:
			'Retrieve one user by user_id, or every user with an email address (permission read:users)',
	},
	fields,
	execute,
};
