import { InputError } from '../transport/inputError';
import { locatorField, locatorsField, readLocators, type Named } from './locators';
import type { Parameters } from './parameters';

/** The API whose permissions are meant. */
export const apiField = {
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
};

/** The fields for permissions of one API. */
export const permissionFields = (description: string) => [
	apiField,
	locatorsField(
		'Permissions',
		'permissions',
		description,
		locatorField({
			displayName: 'Permission',
			name: 'permission',
			one: 'a permission',
			description:
				'Chosen from the list, which needs the permission read:resource_servers, or given by name. An expression may return several as a list.',
			searchListMethod: 'searchPermissions',
			modes: { name: ['By Name', 'e.g. read:reports'] },
		}),
	),
];

/** The permissions that the person named, of one API. */
export interface NamedPermissions {
	api: string;
	names: Named[];
}

/** @throws InputError naming the field that is empty */
export function readPermissions(parameters: Parameters): NamedPermissions {
	const api = parameters.reference('api').value;
	if (api === '') {
		throw new InputError(
			'API is empty.',
			'Choose the API from the list, or enter its identifier, such as https://api.example.com/.',
		);
	}
	const names = readLocators(parameters, 'permissions', 'permission');
	if (names.length > 0) return { api, names };
	throw new InputError(
		'Permissions is empty.',
		'Add a permission. If it is an expression, check that this item has the value.',
	);
}
