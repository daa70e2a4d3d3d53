import type { INodeProperties } from 'n8n-workflow';

import { CHOOSE_FROM_LIST } from '../transport/advice';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { locatorField, locatorsField, readLocators, type Locator, type Named } from './locators';
import type { Parameters } from './parameters';
import type { Reference } from './reference';

const ROLE = {
	displayName: 'Role',
	name: 'role',
	one: 'a role',
	description: 'Select from the list, or enter the ID or name.',
	alsoRequire: 'names',
	searchListMethod: 'searchRoles',
	modes: {
		id: ['By ID', 'e.g. rol_FfZjc2xUqYQDGvZu'],
		name: ['By Name', 'e.g. Editor'],
	},
} satisfies Locator;

/** One role of the tenant in a list of them. */
export const roleField = locatorField({
	...ROLE,
	more: 'An expression can return several roles as a list.',
});

/** One role that a member of an organization can have there, in a list of them. */
export const memberRoleField = locatorField({
	...ROLE,
	description:
		'Role of the tenant or of the organization. Select from the list, or enter the ID or name.',
	searchListMethod: 'searchMemberRoles',
	more: 'An expression can return several roles as a list.',
});

/** Roles that a member of an organization can have there. */
export const memberRolesField = (description: string) =>
	locatorsField('Roles', 'roles', description, memberRoleField);

/** The role that an operation is about. */
export const oneRoleField = { ...locatorField(ROLE), required: true };

/** Roles of the tenant. */
export const rolesField = (description: string) =>
	locatorsField('Roles', 'roles', description, roleField);

/** @throws InputError when the field names no role */
export function readRole(parameters: Parameters): Reference {
	const role = parameters.reference(oneRoleField.name);
	if (role.value !== '') return role;
	throw new InputError("'Role' is empty.", `${CHOOSE_FROM_LIST} ${CHECK_EXPRESSION}`);
}

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

/** The switch of an operation that sets roles. */
export const allowNoRolesField: INodeProperties = {
	displayName: 'Allow No Roles',
	name: 'allowNoRoles',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove all roles when the list is empty. If off, an empty list is refused.',
};

/** As `requireRoles`, where the switch may allow that there are none. */
export const readRolesToSet = (parameters: Parameters): Named[] =>
	parameters.isSet(allowNoRolesField.name)
		? readRoles(parameters)
		: requireRoles(parameters, "To remove all roles, turn on 'Allow No Roles'.");
