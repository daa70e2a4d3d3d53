import {
	isOfTenant,
	listRoles,
	listRoleMembers,
	listUserRoles,
	type Role,
} from '../../../api/roles';
import { InputError } from '../../../transport/inputError';
import type { ManagementApi } from '../../../transport/managementApi';
import { pagesOf, readList } from '../../../transport/paging';
import type { Entry } from './comparison';

/** The roles to give to a user and to take away, by their IDs, with their names. */
export interface RoleChange {
	added: Map<string, string>;
	removed: Map<string, string>;
}

/**
 * Compares the roles of the items with those that their users have. Who has a role is read from the role,
 * 100 users at a time; nothing is read where no item has roles.
 *
 * @throws NodeApiError when they cannot be read
 */
export async function compareRoles(api: ManagementApi, entries: Entry[]): Promise<void> {
	const asked = entries.filter(({ row, error }) => row.roles !== undefined && !error);
	if (asked.length === 0) return;
	const roles = (await readList(api, listRoles())).filter(isOfTenant);
	const byUser = new Map<string, RoleChange & { wanted: ReadonlySet<string> }>();
	for (const entry of asked) {
		try {
			const added = new Map(rolesNamed(roles, entry.row.roles).map(({ id, name }) => [id, name]));
			const change = { added, removed: new Map<string, string>() };
			entry.roles = change;
			// A list that changes while it is read can name somebody twice.
			if (entry.found) byUser.set(entry.found.id, { ...change, wanted: new Set(added.keys()) });
		} catch (error) {
			entry.error = error;
		}
	}
	if (byUser.size === 0) return;
	for (const { id, name } of roles) {
		for await (const { rows } of pagesOf(api, listRoleMembers(id))) {
			for (const { user_id: userId } of rows) {
				const change = byUser.get(userId);
				// What the user has and is to have needs no change.
				if (change?.wanted.has(id)) change.added.delete(id);
				else change?.removed.set(id, name);
			}
		}
	}
}

/** Compares the roles of an item with those of a user whom nobody knew of before. */
export async function compareRolesOf(
	api: ManagementApi,
	{ roles }: Entry,
	userId: string,
): Promise<void> {
	if (!roles) return;
	for (const { id, name } of (await readList(api, listUserRoles(userId))).filter(isOfTenant)) {
		if (!roles.added.delete(id)) roles.removed.set(id, name);
	}
}

/** Whether a user gets or loses a role. */
export const changesRoles = ({ roles }: Entry) =>
	roles !== undefined && roles.added.size + roles.removed.size > 0;

/** @throws InputError for a name that no role of the tenant has, or several */
function rolesNamed(roles: Role[], given: string | string[] = []): Role[] {
	if (Array.isArray(given)) return given.flatMap((name) => roleNamed(roles, name) ?? refuse(name));
	const whole = roleNamed(roles, given);
	if (whole) return [whole];
	const names = given.split(',').map((name) => name.trim());
	return names
		.filter((name) => name !== '')
		.flatMap((name) => roleNamed(roles, name) ?? refuse(name));
}

/** The role of an ID or a name: of exactly this name, or else in another case. */
function roleNamed(roles: Role[], name: string): Role | undefined {
	const exact = roles.filter((role) => role.id === name || role.name === name);
	const caseless = roles.filter((role) => role.name.toLowerCase() === name.toLowerCase());
	const [match, ...others] = exact.length > 0 ? exact : caseless;
	if (others.length === 0) return match;
	throw new InputError(
		`Several roles match “${name}”.`,
		`Enter the ID or the exact name in 'Roles': ${caseless.map((role) => `“${role.name}” (${role.id})`).join(', ')}.`,
	);
}

function refuse(name: string): never {
	throw new InputError(
		`Role “${name}” was not found.`,
		"Check 'Roles'. Enter the names exactly as Auth0 shows them, separated by commas.",
	);
}
