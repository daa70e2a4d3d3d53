import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { path } from '../../transport/path';
import type { ApiCommand, Subject } from '../../transport/request';
import { isOfTenant, readRole, type Role } from '../../transport/roles';
import type { Item } from '../../fields/item';
import { locatorField, locatorsField, readLocators, type Named } from '../../fields/locators';
import { perExecution } from '../perExecution';
import { InputError } from '../../transport/inputError';

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
				'Chosen from the list or given by name, which both need the permission read:roles, or given by ID. An expression may return several as a list.',
			searchListMethod: 'searchRoles',
			modes: {
				id: ['By ID', 'e.g. rol_FfZjc2xUqYQDGvZu'],
				name: ['By Name', 'e.g. Editor'],
			},
		}),
	);

const isRoleId = (text: string) => /^rol_\w+$/.test(text);

/** The roles that the person named; none of them is looked up yet. */
export function readRoles(item: Item): Named[] {
	return readLocators(item, 'roles', 'role');
}

/** @throws InputError when the field names no role */
export function requireRoles(item: Item): Named[] {
	const roles = readRoles(item);
	if (roles.length > 0) return roles;
	throw new InputError(
		'Roles is empty.',
		'Add a role. If it is an expression, check that this item has the value.',
	);
}

/**
 * The IDs of roles of the tenant, each once; a name is looked up once an execution.
 *
 * @throws InputError for a name that no role of the tenant has, or several
 */
export async function roleIds(api: ManagementApi, roles: Named[]): Promise<string[]> {
	const ids = await Promise.all(roles.map(async (role) => await idsOf(api, role)));
	return [...new Set(ids.flat())];
}

async function idsOf(api: ManagementApi, role: Named): Promise<string[]> {
	const { mode, value, parts } = role;
	if (mode !== 'name' && isRoleId(value)) return [value];
	const isSeveralIds = parts?.every(isRoleId) === true;
	const named = isSeveralIds ? [] : await rolesNamed(api, value);
	const found = matchOf(value, named.filter(isOfTenant));
	if (found) return [found.id];
	if (parts)
		return await roleIds(
			api,
			parts.map((part) => ({ mode: '', value: part })),
		);
	throw new InputError(`The tenant has no role “${value}”.`, adviceFor(value, named));
}

/** get_roles filters by a part of the name, without regard to case. */
const rolesNamed = perExecution(async (api, name) => {
	const roles = await readList(api, {
		path: '/roles',
		query: { name_filter: name },
		row: readRole,
	});
	return roles.filter((role) => isSame(role.name, name));
});

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The role of that name: exactly, or else in another case. */
function matchOf(name: string, roles: Role[]): Role | undefined {
	const exact = roles.filter((role) => role.name === name);
	const [match, ...others] = exact.length > 0 ? exact : roles;
	if (others.length === 0) return match;
	const list = [match, ...others].map((role) => `“${role?.name}” (${role?.id})`).join(', ');
	throw new InputError(
		`Several roles match “${name}”.`,
		`Choose Role from the list, or enter the ID or the exact name: ${list}.`,
	);
}

function adviceFor(name: string, named: Role[]): string {
	const advice = 'Choose Role from the list, or type its name exactly as Auth0 shows it.';
	if (named.length > 0) {
		return `Only an organization has a role with this name. Its roles belong to members of that organization. ${advice}`;
	}
	if (!name.includes(',')) return advice;
	return `${advice} For several roles, add a row for each, or return a list, such as {{ $json.roles.split(",") }}.`;
}

const rolesSubject = (id: string): Subject => ({
	name: `User “${id}” or one of the roles`,
	whenMissing: 'Check the fields User and Roles: both may have been deleted in the meantime.',
	whenRefused: 'Check Roles: each must be a role of the tenant, not of an organization.',
});

/**
 * Assigns roles to a user [post_user_roles] or removes them [delete_user_roles]; both have no effect
 * on what is so already.
 */
export const changeRoles = (
	method: 'POST' | 'DELETE',
	id: string,
	roles: string[],
): ApiCommand => ({
	method,
	path: path`/users/${id}/roles`,
	body: { roles },
	subject: rolesSubject(id),
	labels: { roles: 'Roles' },
	isIdempotent: true,
});

/** The roles that are assigned to a user [get_user_roles]. */
export const rolesOf = async (api: ManagementApi, id: string): Promise<Role[]> =>
	await readList(api, {
		path: path`/users/${id}/roles`,
		subject: rolesSubject(id),
		row: readRole,
	});
