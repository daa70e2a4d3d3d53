import type { Permission } from '../../api/permissions';
import { getResourceServer, permissionNamesOf } from '../../api/resourceServers';
import { LIST_PERMISSIONS } from '../../fields/listPermissions';
import type { NamedPermissions } from '../../fields/permissions';
import { InputError } from '../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import { perExecution } from '../perExecution';

/**
 * The permissions, each once. Only of plain text with commas is looked up whether it is one.
 *
 * @throws InputError when that cannot be found out
 */
export async function permissionsOf(
	api: ManagementApi,
	given: NamedPermissions,
): Promise<Permission[]> {
	const names = await Promise.all(
		given.names.map(async ({ value, parts }) => {
			if (!parts) return value;
			const defined = await definedBy(api, given.api, value);
			return defined.includes(value) ? value : parts;
		}),
	);
	return [...new Set(names.flat())].map((name) => ({
		resource_server_identifier: given.api,
		permission_name: name,
	}));
}

const definedBy = async (api: ManagementApi, identifier: string, text: string) =>
	await scopesOf(api, identifier).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		throw new InputError(
			`“${text}” could be one permission or several.`,
			`Enter several permissions as a list, or grant the application ${LIST_PERMISSIONS.searchPermissions} so that the node can look up the permissions of the API.`,
		);
	});

/** The names of the permissions that an API defines. */
const scopesOf = perExecution(async (api, identifier) =>
	permissionNamesOf(await api.request(getResourceServer(identifier))),
);
