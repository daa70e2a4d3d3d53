import { assignRoles, unassignRoles } from '../../api/roles';
import type { Parameters } from '../../fields/parameters';
import { requireRoles } from '../../fields/roles';
import { userFirst } from '../../fields/user/userOutput';
import type { ManagementApi } from '../../transport/managementApi';
import { idsOf, namedRoles, withNames } from '../role/roles';
import { type BulkChange, filterFor } from './bulkChange';

const KINDS = {
	addRoles: {
		would: 'would get the roles',
		did: 'got the roles',
		forTheRest: filterFor('give the roles to', 'given them to'),
		property: 'added',
		request: assignRoles,
	},
	removeRoles: {
		would: 'would lose the roles',
		did: 'lost the roles',
		forTheRest: filterFor('remove the roles from', 'removed them from'),
		property: 'removed',
		request: unassignRoles,
	},
} as const;

/**
 * Adds roles to users, or removes them, as the operations of Role do for one.
 *
 * @throws InputError when no role is named
 */
export function readRolesChange(parameters: Parameters, kind: keyof typeof KINDS): BulkChange {
	const given = requireRoles(parameters);
	const { property, request, ...texts } = KINDS[kind];
	const find = async (api: ManagementApi) => {
		const roles = await namedRoles(api, given);
		return { ids: idsOf(roles), output: { [property]: await withNames(api, roles) } };
	};
	return {
		...texts,
		prepare: find,
		preview: async (_user, api) => (await find(api)).output,
		async run({ management }, { user_id: id }, identity) {
			const { ids, output } = await find(management);
			await management.send(request(id, ids));
			return userFirst({ ...identity, ...output });
		},
	};
}
