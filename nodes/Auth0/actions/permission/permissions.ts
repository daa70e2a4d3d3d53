import type { Permission } from '../../api/permissions';
import { getResourceServer, permissionNamesOf } from '../../api/resourceServers';
import { LIST_PERMISSIONS } from '../../fields/listPermissions';
import type { NamedPermissions } from '../../fields/permissions';
import { InputError } from '../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import { perExecution } from '../perExecution';
import type { FurtherPermissions } from '../permissions';

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

/**
 * The permissions to take away, each once. Auth0 takes one that no API has for one that is gone, so a mistyped name would
 * pass for done.
 *
 * @throws InputError as `permissionsOf` does, and for a name that the API does not define; not where the
 * application may not read the API
 */
export async function permissionsToRemove(
	api: ManagementApi,
	given: NamedPermissions,
): Promise<Permission[]> {
	const permissions = await permissionsOf(api, given);
	const defined = await scopesOf(api, given.api).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});
	const wrong = permissions.find(({ permission_name: name }) => defined?.includes(name) === false);
	if (!wrong) return permissions;
	throw new InputError(
		`API “${given.api}” has no permission “${wrong.permission_name}”.`,
		"Check 'API' and 'Permissions': enter each name exactly as Auth0 shows it.",
	);
}

/** What it takes to know whether permissions exist that are to be taken away. */
export const TO_CHECK_PERMISSIONS: FurtherPermissions = {
	to: 'check that the permissions exist',
	needs: ['read:resource_servers'],
};

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
