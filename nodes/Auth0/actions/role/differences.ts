import { MAX_ROLES, type Role } from '../../api/roles';
import type { ManagementApi } from '../../transport/managementApi';
import { alsoSay } from '../../transport/nodeErrors';
import { idsOf, outputOf, type RoleOutput, withNames } from './roles';

/** What is to change so that somebody has exactly the wanted roles. */
interface RoleDifferences {
	/** All the wanted ones, with their names. */
	roles: RoleOutput[];
	added: RoleOutput[];
	removed: RoleOutput[];
}

/** How the roles of somebody are changed, by their IDs. */
interface RoleChanges {
	add(ids: string[]): Promise<void>;
	remove(ids: string[]): Promise<void>;
}

/**
 * Adds what is missing, then removes the others: somebody who is left with too many roles can still work. The other way
 * round where Auth0 would not allow both at once.
 */
export async function changeRoles(
	{ roles, added, removed }: RoleDifferences,
	changes: RoleChanges,
): Promise<void> {
	const add = async () => {
		if (added.length > 0) await changes.add(idsOf(added));
	};
	const remove = async () => {
		if (removed.length > 0) await changes.remove(idsOf(removed));
	};
	const haveRoom = roles.length + removed.length <= MAX_ROLES;
	if (haveRoom || removed.length === 0 || roles.length > MAX_ROLES) {
		await add();
		await remove();
	} else {
		await remove();
		await add().catch((caught: unknown) => {
			throw alsoSay(caught, ROLES_ARE_REMOVED);
		});
	}
}

const ROLES_ARE_REMOVED =
	'The roles that the user should not have were removed before. Run this item again to add the others.';

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
