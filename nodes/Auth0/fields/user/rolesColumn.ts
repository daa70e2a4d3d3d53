import type { INodeProperties } from 'n8n-workflow';

import { readText } from '../fieldValues';

/** The column of roles in a list of users. */
export const rolesColumnField: INodeProperties = {
	displayName: 'Roles',
	name: 'roles',
	type: 'string',
	default: '',
	placeholder: 'e.g. Editor, Viewer',
	description:
		'All roles the user should have: names or IDs separated by commas, or a list. All other roles are removed. An empty cell leaves the roles as they are; an empty list [] removes all.',
};

/**
 * The roles that a cell names; none of them is looked up yet.
 *
 * @returns a list as it was given, or a text, which can be one name or several with commas; undefined for
 * an empty cell
 * @throws InputError as `readText` does
 */
export function readRolesColumn(value: unknown): string | string[] | undefined {
	if (Array.isArray(value)) {
		const names = value.map((name: unknown) => readText(rolesColumnField, name));
		const given = names.filter((name) => name !== '');
		// Of a cell with nothing in it, split at commas, an empty text is left.
		return given.length === 0 && names.length > 0 ? undefined : given;
	}
	return readText(rolesColumnField, value) || undefined;
}
