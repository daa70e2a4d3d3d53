import { nothing } from '../../transport/answers';
import { path } from '../../transport/path';
import type { ApiRequest } from '../../transport/request';
import type { Item } from '../item';
import { locatorField, locatorsField, readLocators } from '../locators';

/** The fields for permissions of one API. */
export const permissionFields = (description: string) => [
	{
		...locatorField({
			displayName: 'API',
			name: 'api',
			one: 'an API',
			description:
				'The API that defines the permissions. The list needs the permission read:resource_servers; without it, choose By Identifier.',
			searchListMethod: 'searchApis',
			modes: { id: ['By Identifier', 'e.g. https://api.example.com/'] },
		}),
		required: true,
	},
	locatorsField(
		'Permissions',
		'permissions',
		description,
		locatorField({
			displayName: 'Permission',
			name: 'permission',
			one: 'a permission',
			description:
				'Chosen from the list, which needs the permission read:resource_servers, or given by name. An expression may return several, as a list or separated by commas.',
			searchListMethod: 'searchPermissions',
			modes: { name: ['By Name', 'e.g. read:reports'] },
		}),
	),
];

interface Permission {
	resource_server_identifier: string;
	permission_name: string;
}

/** @throws NodeOperationError naming the field that is empty */
export function readPermissions(item: Item): Permission[] {
	const api = item.reference('api').value;
	if (api === '') {
		throw item.refusal(
			'API is empty.',
			'Choose the API from the list, or enter its identifier, such as https://api.example.com/.',
		);
	}
	const names = new Set(readLocators(item, 'permissions', 'permission').map(({ value }) => value));
	if (names.size > 0) {
		return [...names].map((name) => ({ resource_server_identifier: api, permission_name: name }));
	}
	throw item.refusal(
		'Permissions is empty.',
		'Add a permission. If it is an expression, check that this item has the value.',
	);
}

/** Assigns permissions to a user [post_permissions] or removes them [delete_permissions]. */
export const changePermissions = (
	method: 'POST' | 'DELETE',
	id: string,
	permissions: Permission[],
): ApiRequest<void> => ({
	method,
	path: path`/users/${id}/permissions`,
	body: { permissions },
	subject: {
		name: `User “${id}” or one of the permissions`,
		whenMissing:
			'Check the fields User, API and Permissions: each takes the name as Auth0 shows it.',
	},
	answers: nothing,
	isRepeatable: true,
});
