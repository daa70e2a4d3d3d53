import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { locatorField, locatorsField, readLocators, type Named } from './locators';
import type { Parameters } from './parameters';

/** One role of the tenant. */
export const roleField = locatorField({
	displayName: 'Role',
	name: 'role',
	one: 'a role',
	description: 'Select from the list, or enter the ID or name.',
	alsoRequire: 'names',
	more: 'An expression can return several roles as a list.',
	searchListMethod: 'searchRoles',
	modes: {
		id: ['By ID', 'e.g. rol_FfZjc2xUqYQDGvZu'],
		name: ['By Name', 'e.g. Editor'],
	},
});

/** Roles of the tenant. */
export const rolesField = (description: string) =>
	locatorsField('Roles', 'roles', description, roleField);

/** The roles that the person named; none of them is looked up yet. */
export function readRoles(parameters: Parameters): Named[] {
	return readLocators(parameters, 'roles', 'role');
}

/**
 * @param advice what else to do, in a sentence
 * @throws InputError when the field names no role
 */
export function requireRoles(parameters: Parameters, advice = ''): Named[] {
	const roles = readRoles(parameters);
	if (roles.length > 0) return roles;
	throw new InputError("'Roles' is empty.", `Add a role. ${CHECK_EXPRESSION} ${advice}`.trim());
}
