import type { Role } from '../../api/roles';
import type { ManagementApi } from '../../transport/managementApi';
import { idsOf, outputOf, type RoleOutput, withNames } from './roles';

/** What is to change so that somebody has exactly the wanted roles. */
interface RoleDifferences {
	/** All the wanted ones, with their names. */
	roles: RoleOutput[];
	added: RoleOutput[];
	removed: RoleOutput[];
}

/** Compares the roles that somebody has with those that are wanted. */
export async function differencesOf(
	api: ManagementApi,
	wanted: RoleOutput[],
	held: Array<Pick<Role, 'id' | 'name'>>,
): Promise<RoleDifferences> {
	const current = held.map(outputOf);
	const known = new Map(current.map((role) => [role.id, role]));
	const roles = await withNames(
		api,
		wanted.map((role) => known.get(role.id) ?? role),
	);
	return { roles, added: without(roles, current), removed: without(current, wanted) };
}

/** The roles that are not among the others. */
function without(roles: RoleOutput[], others: RoleOutput[]): RoleOutput[] {
	const ids = new Set(idsOf(others));
	return roles.filter(({ id }) => !ids.has(id));
}
