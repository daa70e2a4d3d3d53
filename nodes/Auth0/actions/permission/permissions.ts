import type { Permission } from '../../api/permissions';
import { getResourceServer, permissionNamesOf } from '../../api/resourceServers';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { locatorField, locatorsField, readLocators, type Named } from '../../fields/locators';
import { perExecution } from '../perExecution';
import { InputError } from '../../transport/inputError';

/** The fields for permissions of one API. */
export const permissionFields = (description: string) => [
	{
		...locatorField({
			displayName: 'API',
			name: 'api',
			one: 'an API',
			description:
				'The API that defines the permissions. The list needs the permission read:resource_servers; without it, choose By Identifier.',
			searchListMethod: 'searchApis',
			modes: { id: ['By Identifier', 'e.g. https://api.example.com/'] },
		}),
		required: true,
	},
	locatorsField(
		'Permissions',
		'permissions',
		description,
		locatorField({
			displayName: 'Permission',
			name: 'permission',
			one: 'a permission',
			description:
				'Chosen from the list, which needs the permission read:resource_servers, or given by name. An expression may return several as a list.',
			searchListMethod: 'searchPermissions',
			modes: { name: ['By Name', 'e.g. read:reports'] },
		}),
	),
];

/** The permissions that the person named, of one API. */
interface NamedPermissions {
	api: string;
	names: Named[];
}

/** @throws InputError naming the field that is empty */
export function readPermissions(item: Item): NamedPermissions {
	const api = item.reference('api').value;
	if (api === '') {
		throw new InputError(
			'API is empty.',
			'Choose the API from the list, or enter its identifier, such as https://api.example.com/.',
		);
	}
	const names = readLocators(item, 'permissions', 'permission');
	if (names.length > 0) return { api, names };
	throw new InputError(
		'Permissions is empty.',
		'Add a permission. If it is an expression, check that this item has the value.',
	);
}

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
			`“${text}” may be one permission or several.`,
			'Give several permissions as a list, or grant the application read:resource_servers, which tells what permissions the API has.',
		);
	});

/** The names of the permissions that an API defines. */
const scopesOf = perExecution(async (api, identifier) =>
	permissionNamesOf(await api.request(getResourceServer(identifier))),
);
