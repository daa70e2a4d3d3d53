import type { IDataObject } from 'n8n-workflow';

import { listMembers, listOrganizations } from '../../api/organizations';
import { isOfTenant, listRoleMembers, listRoles } from '../../api/roles';
import type { Membership } from '../../fields/user/membershipsField';
import type { ManagementApi } from '../../transport/managementApi';
import type { ListRequest } from '../../transport/page';
import { pagesOf, readList } from '../../transport/paging';
import { perExecution } from '../perExecution';
import { outputOf } from '../role/roles';

/** What users are members of, by their user_id. */
type Memberships = Map<string, IDataObject[]>;

/** How it is found out what users are members of; each kind is read once an execution. */
const READ: Record<
	Membership,
	{ property: string; read(api: ManagementApi): Promise<Memberships> }
> = {
	roles: { property: 'roles', read: once(rolesOfUsers) },
	organizations: {
		property: 'organizations',
		read: once(async (api) => await organizationsOfUsers(api, false)),
	},
	organizationRoles: {
		property: 'organizations',
		read: once(async (api) => await organizationsOfUsers(api, true)),
	},
};

/**
 * Adds to each user what it is a member of, from the lists of members: their number counts, not that of the
 * users.
 *
 * @returns the properties to add, by the user_id
 * @throws NodeApiError as `pagesOf` does
 */
export async function membershipsOf(
	api: ManagementApi,
	wanted: Membership[],
): Promise<(userId: string) => IDataObject> {
	const all = await Promise.all(
		wanted.map(async (name) => {
			const { property, read } = READ[name];
			return { property, memberships: await read(api) };
		}),
	);
	return (userId) =>
		Object.fromEntries(
			all.map(({ property, memberships }) => [property, memberships.get(userId) ?? []]),
		);
}

function once(read: (api: ManagementApi) => Promise<Memberships>) {
	const known = perExecution(read);
	return async (api: ManagementApi) => await known(api, '');
}

async function rolesOfUsers(api: ManagementApi): Promise<Memberships> {
	const roles = (await readList(api, listRoles())).filter(isOfTenant);
	return await membersOf(api, roles, ({ id }) => listRoleMembers(id), outputOf);
}

async function organizationsOfUsers(api: ManagementApi, hasRoles: boolean): Promise<Memberships> {
	const organizations = await readList(api, listOrganizations());
	return await membersOf(
		api,
		organizations,
		({ id }) => listMembers(id, hasRoles),
		({ id, name, display_name }, { roles }) => ({
			id,
			name,
			...(display_name !== undefined && { display_name }),
			...(hasRoles && { roles: roles ?? [] }),
		}),
	);
}

/**
 * Reads the members of each group; a user's entries stand in the order of the groups. A list that changes
 * while it is read can name somebody twice.
 */
async function membersOf<Group, Member extends { user_id: string }>(
	api: ManagementApi,
	groups: Group[],
	listOf: (group: Group) => ListRequest<Member>,
	entryOf: (group: Group, member: Member) => IDataObject,
): Promise<Memberships> {
	const lists = await Promise.all(
		groups.map(async (group) => {
			const entries = new Map<string, IDataObject>();
			for await (const { rows } of pagesOf(api, listOf(group))) {
				for (const member of rows) entries.set(member.user_id, entryOf(group, member));
			}
			return entries;
		}),
	);
	const memberships: Memberships = new Map();
	for (const [userId, entry] of lists.flatMap((entries) => [...entries])) {
		const entries = memberships.get(userId);
		if (entries) entries.push(entry);
		else memberships.set(userId, [entry]);
	}
	return memberships;
}
