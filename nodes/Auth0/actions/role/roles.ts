import { getRole } from '../../api/roleChanges';
import { isOfTenant, listRoles, type Role } from '../../api/roles';
import type { Named } from '../../fields/locators';
import { named } from '../../fields/named';
import type { Reference } from '../../fields/reference';
import { looksLikeId } from '../../transport/advice';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { perExecution } from '../perExecution';
import { perInput } from '../perInput';
import type { FurtherPermissions } from '../permissions';

/** What it takes to know roles by their names. */
export const TO_NAME_ROLES: FurtherPermissions = {
	to: 'choose roles by name, and return the names',
	needs: ['read:roles'],
};

/** What it takes to know a role by its name. */
export const TO_NAME_ROLE: FurtherPermissions = {
	to: 'choose the role by name',
	needs: ['read:roles'],
};

const isRoleId = (text: string) => /^rol_\w+$/.test(text);

/** A role in an output: with its name, where that is known. */
export type RoleOutput = Pick<Role, 'id'> & Partial<Pick<Role, 'name'>>;

/** Which roles can be chosen, by name or by ID. */
interface Choosable {
	isMeant(role: Role): boolean;
	/** What is said of roles of this name that are not meant. */
	whyNot: string;
	/** What is said of an ID that is not of one of them. */
	isToBe: string;
	/** How the field takes one, as the beginning of a sentence. */
	choose: string;
}

const CHOOSE = "Choose 'Role' from the list, or enter";

const OF_TENANT: Choosable = {
	isMeant: isOfTenant,
	whyNot: 'Only an organization has a role with this name, and its roles are only for its members.',
	isToBe: 'It must be a role of the tenant, not of an organization.',
	choose: CHOOSE,
};

/** The roles that members of an organization can have: those of the tenant, and its own. */
export const choosableIn = (organizationId: string): Choosable => ({
	isMeant: (role) => isOfTenant(role) || role.owner_id === organizationId,
	whyNot: 'Only another organization has a role with this name.',
	isToBe: 'It must be a role of the tenant or of this organization.',
	choose: CHOOSE,
});

/** The same for a field that takes only text. @param organizationId undefined for roles of the tenant alone */
export const enteredIn = (field: string, organizationId?: string): Choosable => ({
	...(organizationId === undefined ? OF_TENANT : choosableIn(organizationId)),
	choose: `In ${named(field)}, enter`,
});

/**
 * The roles that the person named, each once; a name is looked up once an execution, and so is whether there
 * are roles of the IDs.
 *
 * @param choosable which roles can be meant; by default, those of the tenant
 * @throws InputError for a name that none of these has, or several, and for an ID that is of none of them, as far as
 * roles can be read
 */
export async function namedRoles(
	api: ManagementApi,
	roles: Named[],
	choosable = OF_TENANT,
): Promise<RoleOutput[]> {
	const found = await Promise.all(roles.map(async (role) => await rolesOf(api, role, choosable)));
	const byId = new Map<string, RoleOutput>();
	for (const role of found.flat()) {
		if (byId.get(role.id)?.name === undefined) byId.set(role.id, role);
	}
	const once = [...byId.values()];
	await requireRoles(api, once, choosable);
	return once;
}

/**
 * The ID of the role of the tenant that members are to get or to lose.
 *
 * @throws InputError as `namedRoles` does
 */
export async function memberRoleId(api: ManagementApi, role: Reference): Promise<string> {
	const id = await roleIdOf(api, role);
	await requireRoles(api, [{ id }], OF_TENANT, 'Role');
	return id;
}

/**
 * The ID of the role that the person named; whether an ID is of one, Auth0 tells.
 *
 * @throws InputError for a name that no role of the tenant has, or several
 */
export async function roleIdOf(api: ManagementApi, { mode, value }: Reference): Promise<string> {
	if (mode !== 'name' && isRoleId(value)) return value;
	return await idOfName(api, value);
}

/** As `roleIdOf`, for an item that changes the role: looked up once, to keep the order and to change. */
export const changedRoleId = perInput(
	async (role: Reference, api: ManagementApi) => await roleIdOf(api, role),
);

/** What an item writes to that changes a role. */
export const roleKey = (id: string) => `role ${id}`;

/** The IDs of roles. */
export const idsOf = (roles: RoleOutput[]): string[] => roles.map(({ id }) => id);

/** What the output has of a role. */
export const outputOf = ({ id, name }: Pick<Role, 'id' | 'name'>): RoleOutput => ({ id, name });

/**
 * The same roles with the names of those that were given by ID, from the list of roles, which is read once
 * an execution.
 *
 * @returns those whose names cannot be read, without one: a change must not fail by it
 */
export async function withNames(api: ManagementApi, roles: RoleOutput[]): Promise<RoleOutput[]> {
	if (roles.every(({ name }) => name !== undefined)) return roles;
	const known = await knownRoles(api);
	return roles.map((role) => {
		const name = role.name ?? known.get(role.id)?.name;
		return { id: role.id, ...(name !== undefined && { name }) };
	});
}

/**
 * The same roles of a member, with their `type`, which tells those of an organization from those of the tenant.
 *
 * @returns those whose type cannot be read, without one
 */
export async function withTypes<T extends RoleOutput>(
	api: ManagementApi,
	roles: T[],
): Promise<Array<T & { type?: string }>> {
	if (roles.length === 0) return [];
	const known = await knownRoles(api);
	return roles.map((role) => {
		const type = known.get(role.id)?.type;
		return { ...role, ...(typeof type === 'string' && { type }) };
	});
}

/**
 * Refuses the IDs of roles that are not there, or not meant.
 *
 * @throws InputError for one of them; not where roles cannot be read: Auth0 tells then
 */
async function requireRoles(
	api: ManagementApi,
	roles: RoleOutput[],
	choosable: Choosable,
	field = 'Roles',
): Promise<void> {
	for (const { id, name } of roles) {
		const role = name === undefined ? await roleOfId(api, id) : undefined;
		if (role === undefined || (role !== 'none' && choosable.isMeant(role))) continue;
		throw new InputError(
			`Role “${id}” was not found.`,
			`Check ${named(field)}. ${choosable.isToBe}`,
		);
	}
}

/**
 * The role of an ID, from the list of roles, which is read once an execution; one that was created since may
 * not be in it yet.
 *
 * @returns undefined where roles cannot be read: a change must not fail by it
 */
const roleOfId = perExecution(async (api, id): Promise<Role | 'none' | undefined> => {
	try {
		const known = await rolesById(api, '');
		return known.get(id) ?? (await api.find(getRole(id))) ?? 'none';
	} catch {
		return undefined;
	}
});

/** All roles, which are read once an execution; none where they cannot be read. */
const knownRoles = async (api: ManagementApi): Promise<ReadonlyMap<string, Role>> =>
	await rolesById(api, '').catch(() => new Map<string, Role>());

const rolesById = perExecution(
	async (api) => new Map((await readList(api, listRoles())).map((role) => [role.id, role])),
);

const idOfName = async (api: ManagementApi, name: string) => {
	const ofName = await rolesNamed(api, name);
	const found = matchOf(name, ofName.filter(isOfTenant), OF_TENANT);
	if (found) return found.id;
	throw notFound(name, ofName, OF_TENANT);
};

async function rolesOf(
	api: ManagementApi,
	role: Named,
	choosable: Choosable,
): Promise<RoleOutput[]> {
	const { mode, value, parts } = role;
	if (mode !== 'name' && isRoleId(value)) return [{ id: value }];
	const isSeveralIds = parts?.every(isRoleId) === true;
	const ofName = isSeveralIds ? [] : await rolesNamed(api, value);
	const found = matchOf(
		value,
		ofName.filter((one) => choosable.isMeant(one)),
		choosable,
	);
	if (found) return [outputOf(found)];
	if (parts)
		return await namedRoles(
			api,
			parts.map((part) => ({ mode: '', value: part })),
			choosable,
		);
	throw notFound(value, ofName, choosable);
}

/** The roles of exactly this name, in any case, and with spaces around it: fields leave these out. */
const rolesNamed = perExecution(async (api, name) => {
	const roles = await readList(api, listRoles(name));
	return roles.filter((role) => isSame(role.name, name));
});

const isSame = (a: string, b: string) => a.trim().toLowerCase() === b.toLowerCase();

/** The role of that name: exactly, or else in another case. */
function matchOf(name: string, roles: Role[], { choose }: Choosable): Role | undefined {
	const exact = roles.filter((role) => role.name === name);
	const [match, ...others] = exact.length > 0 ? exact : roles;
	if (others.length === 0) return match;
	const isMixed = new Set(roles.map(isOfTenant)).size > 1;
	const list = [match, ...others]
		.map((role) => `“${role?.name}” (${role?.id}${isMixed && role ? `, ${ownerOf(role)}` : ''})`)
		.join(', ');
	const how = exact.length > 1 ? 'its ID' : 'its ID or exact name';
	throw new InputError(`Several roles match “${name}”.`, `${choose} ${how}: ${list}.`);
}

const ownerOf = (role: Role) => (isOfTenant(role) ? 'of the tenant' : 'of the organization');

const notFound = (name: string, others: Role[], choosable: Choosable) =>
	new InputError(`Role “${name}” was not found.`, adviceFor(name, others, choosable));

function adviceFor(name: string, others: Role[], { whyNot, choose }: Choosable): string {
	const advice = `${choose} its name exactly as Auth0 shows it.`;
	if (isRoleId(name)) return `${looksLikeId()} ${advice}`;
	if (others.length > 0) {
		return `${whyNot} ${advice}`;
	}
	if (!name.includes(',')) return advice;
	return `${advice} To give several roles, add a row for each, or return a list, such as {{ $json.roles.split(",") }}.`;
}
