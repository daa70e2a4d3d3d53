import { API_EXAMPLE } from '../api/examples';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { locatorField, locatorsField, readLocators, type Named } from './locators';
import type { Parameters } from './parameters';

/** The API whose permissions are meant. */
export const apiField = {
	...locatorField({
		displayName: 'API',
		name: 'api',
		one: 'an API',
		description: 'The API that defines the permissions.',
		searchListMethod: 'searchApis',
		modes: { id: ['By Identifier', `e.g. ${API_EXAMPLE}`] },
	}),
	required: true,
};

/** One permission of that API. */
export const permissionField = locatorField({
	displayName: 'Permission',
	name: 'permission',
	one: 'a permission',
	description: 'Select from the list, or enter the name.',
	more: 'An expression can return several permissions as a list.',
	searchListMethod: 'searchPermissions',
	modes: { name: ['By Name', 'e.g. read:reports'] },
});

/** The fields for permissions of one API. */
export const permissionFields = (description: string) => [
	apiField,
	locatorsField('Permissions', 'permissions', description, permissionField),
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
			"'API' is empty.",
			`Choose the API from the list, or enter its identifier, such as ${API_EXAMPLE}.`,
		);
	}
	const names = readLocators(parameters, 'permissions', 'permission');
	if (names.length > 0) return { api, names };
	throw new InputError("'Permissions' is empty.", `Add a permission. ${CHECK_EXPRESSION}`);
}
