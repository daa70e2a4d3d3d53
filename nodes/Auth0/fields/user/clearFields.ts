import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../transport/inputError';
import { readNames } from '../fieldValues';
import { propertyFields, type PropertyName } from './propertyFields';
import { apiKeyOf, readProperties } from './userProperties';

/**
 * The choice of properties to set to null: those that Auth0 declares nullable.
 *
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
const CLEARABLE = [
	'email',
	'familyName',
	'givenName',
	'name',
	'nickname',
	'password',
	'phoneNumber',
	'picture',
	'username',
] as const satisfies PropertyName[];

/** The field of the properties to set to null. */
export const clearField: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'multiOptions',
	default: [],
	description:
		'Properties to remove from the user. Without an email address or a password, people may no longer be able to log in.',
	options: CLEARABLE.map((name) => ({ name: propertyFields[name].displayName, value: name })),
};

/**
 * The properties that are to be cleared, as null.
 *
 * @throws InputError for a name that cannot be cleared, or that the same update sets
 */
export function readCleared(updateFields: IDataObject): IDataObject {
	const chosen = readNames(clearField, updateFields.clearFields).map((name) => {
		const known = CLEARABLE.find((clearable) => clearable === name || apiKeyOf(clearable) === name);
		if (known) return known;
		throw new InputError(
			`'Clear Fields' contains “${name}”, which cannot be cleared.`,
			`Choose from the list, or return names from an expression, such as ${CLEARABLE.join(', ')}.`,
		);
	});
	const both = chosen.find((name) => updateFields[name] !== undefined);
	if (both !== undefined) {
		throw new InputError(
			`'Clear Fields' contains “${both}”, which the same update sets.`,
			"Remove it from 'Clear Fields', or remove the field itself.",
		);
	}
	return readProperties(Object.fromEntries(chosen.map((name) => [name, null])));
}
