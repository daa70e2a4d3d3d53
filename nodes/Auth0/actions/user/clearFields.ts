import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { readProperties, type UserBody } from './userProperties';

/** The choice of properties to set to null: those that patch_users_by_id declares nullable. */
export const clearField: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'multiOptions',
	default: [],
	description: 'The properties to remove from the user',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Family Name', value: 'familyName' },
		{ name: 'Given Name', value: 'givenName' },
		{ name: 'Name', value: 'name' },
		{ name: 'Nickname', value: 'nickname' },
		{ name: 'Password', value: 'password' },
		{ name: 'Phone Number', value: 'phoneNumber' },
		{ name: 'Picture URL', value: 'picture' },
		{ name: 'Username', value: 'username' },
	],
};

/**
 * The properties that are to be cleared, as null.
 *
 * @throws NodeOperationError for a property that the same update sets
 */
export function readCleared(item: Item, updateFields: IDataObject): UserBody {
	const chosen = [updateFields.clearFields ?? []].flat().map(String);
	const both = chosen.find((name) => updateFields[name] !== undefined);
	if (both !== undefined) {
		throw item.refusal(
			`Clear Fields names “${both}”, which the same update sets.`,
			'Remove it from Clear Fields, or remove the field itself.',
		);
	}
	return readProperties(item, Object.fromEntries(chosen.map((name) => [name, null])));
}
