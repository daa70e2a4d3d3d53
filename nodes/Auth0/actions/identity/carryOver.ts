import type { IDataObject } from 'n8n-workflow';

import { assignMemberRoles, listMemberRoles } from '../../api/memberRoles';
import type { Metadata, MetadataKey } from '../../api/metadata';
import { addMembers, listUserOrganizations } from '../../api/organizations';
import { assignRoles, isOfTenant, listUserRoles } from '../../api/roles';
import { getUserMetadata, updateUser } from '../../api/users';
import type { CarryOver } from '../../fields/user/carryOver';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import type { FurtherPermissions } from '../permissions';
import { Progress } from '../progress';
import { idsOf, outputOf, type RoleOutput } from '../role/roles';
import { metadataDifferences } from '../user/differences';
import { mergedOver } from '../user/metadataMerge';

/** What it takes to carry over each part. */
export const TO_CARRY_OVER: FurtherPermissions[] = [
	{ to: 'carry metadata over', needs: ['read:users'] },
	{
		to: 'carry roles over',
		needs: ['read:users', 'read:roles', 'read:role_members', 'create:role_members'],
	},
	{
		to: 'carry organizations over',
		needs: [
			'read:organizations',
			'create:organization_members',
			'read:organization_member_roles',
			'create:organization_member_roles',
		],
	},
];

/** A membership that a user gets, or more roles in one. */
interface Joining {
	id: string;
	name?: string;
	isNew: boolean;
	roles: RoleOutput[];
}

/** What a user gets from those who become identities of it. */
export interface Gains {
	metadata: Metadata;
	roles: RoleOutput[];
	organizations: Joining[];
}

/**
 * What a user lacks of what others have, and what of their metadata is to replace its own. Nothing is changed.
 *
 * @param others the user IDs of those who are to be linked: of two who differ, the first one counts
 * @throws NodeApiError when it cannot be read
 */
export async function gainsOf(
	api: ManagementApi,
	id: string,
	others: string[],
	wanted: CarryOver,
): Promise<Gains> {
	const [metadata, roles, organizations] = await Promise.all([
		wanted.parts.has('metadata') ? metadataGains(api, id, others, wanted) : {},
		wanted.parts.has('roles') ? roleGains(api, id, others) : [],
		wanted.parts.has('organizations') ? organizationGains(api, id, others) : [],
	]);
	return { metadata, roles, organizations };
}

async function metadataGains(
	api: ManagementApi,
	id: string,
	others: string[],
	{ winner }: CarryOver,
): Promise<Metadata> {
	const own = await api.request(getUserMetadata(id));
	const theirs = await Promise.all(
		others.map(async (other) => await api.request(getUserMetadata(other))),
	);
	const byRank = winner === 'primary' ? [own, ...theirs] : [...theirs, own];
	const merged = (key: MetadataKey) =>
		byRank
			.map((user) => user[key] ?? {})
			.reduceRight<IDataObject>((under, over) => mergedOver(over, under), {});
	return metadataDifferences(own, {
		user_metadata: merged('user_metadata'),
		app_metadata: merged('app_metadata'),
	});
}

async function roleGains(api: ManagementApi, id: string, others: string[]): Promise<RoleOutput[]> {
	const rolesOf = async (user: string) =>
		(await readList(api, listUserRoles(user))).filter(isOfTenant).map(outputOf);
	const [own = [], ...theirs] = await Promise.all([id, ...others].map(rolesOf));
	return lacking(own, theirs.flat());
}

async function organizationGains(
	api: ManagementApi,
	id: string,
	others: string[],
): Promise<Joining[]> {
	const organizationsOf = async (user: string) => ({
		user,
		organizations: (await readList(api, listUserOrganizations(user))).map(nameOf),
	});
	const [own, ...theirs] = await Promise.all([id, ...others].map(organizationsOf));
	const rolesIn = async (organization: string, users: string[]) =>
		(
			await Promise.all(
				users.map(async (user) => await readList(api, listMemberRoles(organization, user))),
			)
		)
			.flat()
			.map(outputOf);
	const all = new Map(
		theirs.flatMap(({ organizations }) => organizations.map((one) => [one.id, one])),
	);
	const joinings = await Promise.all(
		[...all.values()].map(async (organization) => {
			const isIn = (list?: { organizations: Array<{ id: string }> }) =>
				list?.organizations.some(({ id: other }) => other === organization.id) === true;
			const members = theirs.filter(isIn).map(({ user }) => user);
			const isNew = !isIn(own);
			const roles = lacking(
				isNew ? [] : await rolesIn(organization.id, [id]),
				await rolesIn(organization.id, members),
			);
			return { ...organization, isNew, roles };
		}),
	);
	return joinings.filter(({ isNew, roles }) => isNew || roles.length > 0);
}

const nameOf = ({ id, name }: IDataObject) => ({
	id: String(id),
	...(typeof name === 'string' && { name }),
});

/** Roles that are not among those that somebody has, each once. */
function lacking(has: RoleOutput[], wanted: RoleOutput[]): RoleOutput[] {
	const had = new Set(idsOf(has));
	return [...new Map(wanted.map((role) => [role.id, role])).values()].filter(
		({ id }) => !had.has(id),
	);
}

/**
 * Gives a user what others have. Whatever is sent has the same effect twice as once.
 *
 * @throws NodeApiError when Auth0 refuses a part, with what was carried over before
 */
export async function carryOver(
	api: ManagementApi,
	id: string,
	{ metadata, roles, organizations }: Gains,
): Promise<void> {
	const progress = new Progress(AGAIN);
	if (Object.keys(metadata).length > 0) {
		await progress.step('metadata carried over', async () => {
			await api.request(updateUser(id, metadata));
		});
	}
	if (roles.length > 0) {
		const request = assignRoles(id, idsOf(roles));
		await progress.step('roles carried over', async () => await api.send(request));
	}
	for (const {
		id: organization,
		name = organization,
		isNew,
		roles: memberRoles,
	} of organizations) {
		if (isNew) {
			const request = addMembers(organization, [id]);
			await progress.step(`added to organization “${name}”`, async () => await api.send(request));
		}
		if (memberRoles.length > 0) {
			const request = assignMemberRoles(organization, id, idsOf(memberRoles));
			const text = `roles in organization “${name}” carried over`;
			await progress.step(text, async () => await api.send(request));
		}
	}
}

const AGAIN = 'Nobody was linked yet, and nothing was lost. Run this item again: it continues.';

/** What an output says of it. */
export const gainsOutput = ({ metadata, roles, organizations }: Gains): IDataObject => ({
	...metadata,
	roles,
	organizations: organizations.map(({ id, name, roles: memberRoles }) => ({
		id,
		...(name !== undefined && { name }),
		...(memberRoles.length > 0 && { roles: memberRoles }),
	})),
});
