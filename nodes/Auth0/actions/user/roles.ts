import { anId, nothing, object, aText } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { path } from '../../transport/path';
import type { ApiRequest, Subject } from '../../transport/request';
import type { Item, Reference } from '../item';
import { locatorField, locatorsField, readLocators } from '../locators';
import { perExecution } from '../perExecution';

export const rolesField = (description: string) =>
	locatorsField(
		'Roles',
		'roles',
		description,
		locatorField({
			displayName: 'Role',
			name: 'role',
			one: 'a role',
			description:
				'Chosen from the list or given by name, which both need the permission read:roles, or given by ID. An expression may return several, as a list or separated by commas.',
			searchListMethod: 'searchRoles',
			modes: {
				id: ['By ID', 'e.g. rol_FfZjc2xUqYQDGvZu'],
				name: ['By Name', 'e.g. Editor'],
			},
		}),
	);

const roleAnswer = object({ id: anId, name: aText });

const isRoleId = (text: string) => /^rol_\w+$/.test(text);

/** The roles that the person named; none of them is looked up yet. */
export function readRoles(item: Item): Reference[] {
	return readLocators(item, 'roles', 'role');
}

/** @throws NodeOperationError when the field names no role */
export function requireRoles(item: Item): Reference[] {
	const roles = readRoles(item);
	if (roles.length > 0) return roles;
	throw item.refusal(
		'Roles is empty.',
		'Add a role. If it is an expression, check that this item has the value.',
	);
}

/**
 * The IDs of roles, each once; a name is looked up once an execution.
 *
 * @throws NodeOperationError for a name that no role has
 */
export async function roleIds(
	item: Item,
	api: ManagementApi,
	roles: Reference[],
): Promise<string[]> {
	const ids = await Promise.all(
		roles.map(async ({ mode, value }) => {
			if (mode !== 'name' && isRoleId(value)) return value;
			const found = await rolesNamed(api, value);
			if (found) return found.id;
			throw item.refusal(
				`The tenant has no role “${value}”.`,
				'Choose Role from the list, or type its name exactly as Auth0 shows it.',
			);
		}),
	);
	return [...new Set(ids)];
}

/** get_roles filters by a part of the name, without regard to case: an exact match comes first. */
const rolesNamed = perExecution(async (api, name) => {
	const roles = await readList(api, {
		path: '/roles',
		query: { name_filter: name },
		row: roleAnswer,
	});
	const isSame = (role: { name: string }) => role.name.toLowerCase() === name.toLowerCase();
	return roles.find((role) => role.name === name) ?? roles.find(isSame);
});

const rolesSubject = (id: string): Subject => ({
	name: `User “${id}” or one of the roles`,
	whenMissing: 'Check the fields User and Roles: both may have been deleted in the meantime.',
});

/**
 * Assigns roles to a user [post_user_roles] or removes them [delete_user_roles]; both have no effect
 * on what is so already.
 */
export const changeRoles = (
	method: 'POST' | 'DELETE',
	id: string,
	roles: string[],
): ApiRequest<void> => ({
	method,
	path: path`/users/${id}/roles`,
	body: { roles },
	subject: rolesSubject(id),
	answers: nothing,
	isRepeatable: true,
});

/** The roles that are assigned to a user [get_user_roles]. */
export const rolesOf = async (api: ManagementApi, id: string): Promise<Array<{ id: string }>> =>
	await readList(api, {
		path: path`/users/${id}/roles`,
		subject: rolesSubject(id),
		row: roleAnswer,
	});
