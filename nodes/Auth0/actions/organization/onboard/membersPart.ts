import type { IDataObject } from 'n8n-workflow';

import { createInvitation, type Invitation } from '../../../api/invitations';
import { assignMemberRoles } from '../../../api/memberRoles';
import { addMembers, listMembers, MEMBERS_A_REQUEST } from '../../../api/organizations';
import { findUsersByLogin } from '../../../api/userLogins';
import type { Inviting, WantedMember } from '../../../fields/organization/onboarding';
import { InputError } from '../../../transport/inputError';
import type { ManagementApi } from '../../../transport/managementApi';
import { readList } from '../../../transport/paging';
import { partsOf } from '../../memberBatches';
import { newestFirst } from '../../organizationInvitation/newestFirst';
import { pendingAmong } from '../../organizationInvitation/pending';
import { choosableIn, idsOf, namedRoles, requireRoles, type RoleOutput } from '../../role/roles';
import { lookFor } from '../../userCheck';
import type { Progress } from '../../progress';

/** A member who was looked up: a user, or an email address to invite. */
export interface KnownMember {
	id?: string;
	email?: string;
	roles: RoleOutput[];
}

/**
 * Looks up the users and the roles that the person named; nothing is changed.
 *
 * @param organizationId undefined for an organization that is not there yet, and so has no roles of its own
 * @throws InputError for an email address that no user has where nobody is invited, or that several have, for a
 * user ID of nobody, and for a role that members cannot have; IDs are taken as they are where they cannot be
 * looked up
 */
export async function findMembers(
	api: ManagementApi,
	wanted: WantedMember[],
	inviting?: Inviting,
	organizationId?: string,
): Promise<KnownMember[]> {
	const choosable = organizationId === undefined ? undefined : choosableIn(organizationId);
	const found = await Promise.all(
		wanted.map(async ({ id, email, roles }): Promise<KnownMember> => ({
			...(id === undefined
				? await userOf(api, String(email), inviting)
				: { id: await existing(api, id) }),
			roles: await namedRoles(api, roles, choosable),
		})),
	);
	await requireRoles(
		api,
		found.flatMap(({ roles }) => roles),
		choosable,
	);
	const byName = new Map<string, KnownMember>();
	for (const member of found) {
		const key = member.id ?? String(member.email);
		const roles = [...(byName.get(key)?.roles ?? []), ...member.roles];
		const once = new Map(roles.map((role) => [role.id, role]));
		byName.set(key, { ...byName.get(key), ...member, roles: [...once.values()] });
	}
	return [...byName.values()];
}

/** Auth0 refuses ten members for one who does not exist, and does not say whom. */
async function existing(api: ManagementApi, id: string): Promise<string> {
	if ((await lookFor(api, id)) !== 'nobody') return id;
	throw new InputError(
		`User “${id}” does not exist.`,
		"Check 'Member'. It takes user IDs and email addresses.",
	);
}

async function userOf(
	api: ManagementApi,
	email: string,
	inviting?: Inviting,
): Promise<{ id?: string; email: string }> {
	const fields = { fields: 'user_id,email', include_fields: true };
	const users = await findUsersByLogin(api, { property: 'email', value: email }, fields);
	const [user, ...others] = users;
	if (user && others.length === 0) return { id: user.user_id, email };
	if (user) {
		const ids = users.map(({ user_id: id }) => id).join(', ');
		throw new InputError(
			`${users.length} users have the email address “${email}”.`,
			`Enter the user ID of one of them in 'Member': ${ids}`,
		);
	}
	if (inviting) return { email };
	throw new InputError(
		`No user has the email address “${email}”.`,
		"Check 'Member', or set 'Members Who Aren’t Users' to Invite.",
	);
}

/**
 * Makes users members of an organization, gives them the roles that they lack there, and invites the email
 * addresses that have no invitation. Nobody loses a role.
 *
 * @param isNew whether the organization was created just now, so that it has nobody yet
 * @returns what became of each
 * @throws InputError where it cannot be told whether somebody is invited
 */
export async function ensureMembers(
	api: ManagementApi,
	organizationId: string,
	members: KnownMember[],
	inviting: Inviting | undefined,
	isNew: boolean,
	progress: Progress,
): Promise<IDataObject[]> {
	const users = members.filter(isUser);
	const has = isNew || users.length === 0 ? new Map() : await rolesOf(api, organizationId, users);
	const missing = users.filter(({ id }) => !has.has(id)).map(({ id }) => id);
	for (const some of partsOf(missing, MEMBERS_A_REQUEST)) {
		await api.send(addMembers(organizationId, some));
		progress.add(`${some.join(', ')} added`);
	}
	const outcomes: IDataObject[] = [];
	for (const { id, email, roles } of users) {
		const held: Set<string> = has.get(id) ?? new Set();
		const lacking = roles.filter((role) => !held.has(role.id));
		if (lacking.length > 0) {
			await api.send(assignMemberRoles(organizationId, id, idsOf(lacking)));
			progress.add(`roles of ${id} added`);
		}
		const isChanged = missing.includes(id) ? 'added' : lacking.length > 0 && 'roles_added';
		outcomes.push({
			user_id: id,
			...(email !== undefined && { email }),
			outcome: isChanged || 'unchanged',
			...(lacking.length > 0 && { roles_added: lacking }),
		});
	}
	const invited = members.filter(isInvited);
	if (!inviting || invited.length === 0) return outcomes;
	const listed = isNew
		? { invitations: [], isWhole: true }
		: await newestFirst(api, organizationId);
	for (const { email, roles } of invited) {
		const isTheirs = ({ invitee }: Invitation) =>
			invitee.email.toLowerCase() === email.toLowerCase();
		const known = pendingAmong(listed, email, isTheirs);
		const invitation = known ?? (await invite(api, organizationId, email, roles, inviting));
		if (!known) progress.add(`${email} invited`);
		outcomes.push({
			email,
			outcome: known ? 'already_invited' : 'invited',
			invitation_id: invitation.id,
			expires_at: invitation.expires_at ?? undefined,
		});
	}
	return outcomes;
}

const isUser = (member: KnownMember): member is KnownMember & { id: string } =>
	member.id !== undefined;

const isInvited = (member: KnownMember): member is KnownMember & { email: string } =>
	member.id === undefined && member.email !== undefined;

/** The roles of each member, by user ID. */
async function rolesOf(
	api: ManagementApi,
	organizationId: string,
	users: KnownMember[],
): Promise<Map<string, Set<string>>> {
	const needsRoles = users.some(({ roles }) => roles.length > 0);
	const members = await readList(api, listMembers(organizationId, needsRoles));
	return new Map(
		members.map(({ user_id: id, roles }) => [id, new Set((roles ?? []).map((role) => role.id))]),
	);
}

const invite = async (
	api: ManagementApi,
	organizationId: string,
	email: string,
	roles: RoleOutput[],
	{ clientId, inviter }: Inviting,
): Promise<Invitation> =>
	await api.request(
		createInvitation(organizationId, {
			inviter: { name: inviter },
			invitee: { email },
			client_id: clientId,
			...(roles.length > 0 && { roles: idsOf(roles) }),
		}),
	);
