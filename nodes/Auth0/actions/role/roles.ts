import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import type { Named } from '../../fields/locators';
import { isOfTenant, listRoles, type Role } from '../../api/roles';
import { perExecution } from '../perExecution';
import { InputError } from '../../transport/inputError';

const isRoleId = (text: string) => /^rol_\w+$/.test(text);

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

/** The roles of exactly this name, in any case. */
const rolesNamed = perExecution(async (api, name) => {
	const roles = await readList(api, listRoles(name));
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
