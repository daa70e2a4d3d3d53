import { assignMemberRoles } from '../../../api/memberRoles';
import { MAX_ROLES } from '../../../api/roles';
import { addMembers, listMembers, MEMBERS_A_REQUEST } from '../../../api/organizations';
import type { Inviting, WantedMember } from '../../../fields/organization/onboarding';
import { InputError } from '../../../transport/inputError';
import type { ManagementApi } from '../../../transport/managementApi';
import { readList } from '../../../transport/paging';
import { partsOf } from '../../memberBatches';
import { idsOf, type RoleOutput } from '../../role/roles';
import { findMembers, type KnownMember } from './findMembers';
import { inOnboarding } from './inOnboarding';
import type { Progress } from '../../progress';

/** What an onboarding does to a user. */
export interface MemberPlan {
	id: string;
	email?: string;
	outcome: 'added' | 'roles_added' | 'unchanged';
	/** The roles to add. */
	lacking: RoleOutput[];
}

/** What it does to members: users, and people to invite. */
export interface MembersPlan {
	users: MemberPlan[];
	others: Array<KnownMember & { email: string }>;
}

/** The roles of each member, by user ID. */
type Roles = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Compares the members of an organization with those that it should have. Nobody loses a role.
 *
 * @param organizationId undefined for an organization that is not there yet
 * @throws InputError as `findMembers` does, and for more roles than Auth0 allows a member
 */
export async function planMembers(
	api: ManagementApi,
	wanted: WantedMember[],
	inviting?: Inviting,
	organizationId?: string,
): Promise<MembersPlan> {
	const needsRoles = wanted.some(({ roles }) => roles.length > 0);
	let reading: Promise<Roles> | undefined;
	const present = async (): Promise<Roles> => {
		if (organizationId === undefined) return new Map();
		reading ??= rolesOf(api, organizationId, needsRoles);
		return await reading;
	};
	const isMember = async (id: string) => (await present()).has(id);
	const members = await findMembers(api, wanted, isMember, inviting, organizationId);
	const users = members.filter(isUser);
	const has = users.length === 0 ? new Map() : await present();
	return { users: users.map((user) => planOf(user, has)), others: members.filter(isOther) };
}

function planOf({ id, email, roles }: KnownMember & { id: string }, has: Roles): MemberPlan {
	const held = has.get(id) ?? new Set();
	const lacking = roles.filter((role) => !held.has(role.id));
	const count = held.size + lacking.length;
	if (count > MAX_ROLES) {
		throw new InputError(
			`${email ?? id} would have ${count} roles, and Auth0 allows ${MAX_ROLES} per member.`,
			"Remove some of them in 'Roles', or from the member.",
		);
	}
	const isChanged = has.has(id) ? lacking.length > 0 && 'roles_added' : 'added';
	return { id, ...(email !== undefined && { email }), outcome: isChanged || 'unchanged', lacking };
}

/** Makes users members of an organization, and gives them the roles that they lack there. */
export async function ensureMembers(
	api: ManagementApi,
	organizationId: string,
	{ users }: MembersPlan,
	progress: Progress,
): Promise<void> {
	const missing = users.filter(({ outcome }) => outcome === 'added').map(({ id }) => id);
	for (const some of partsOf(missing, MEMBERS_A_REQUEST)) {
		await api.send(inOnboarding(addMembers(organizationId, some), CHECK_MEMBERS));
		progress.add(`${some.join(', ')} added`);
	}
	for (const { id, lacking } of users) {
		if (lacking.length === 0) continue;
		const request = assignMemberRoles(organizationId, id, idsOf(lacking));
		await api.send(inOnboarding(request, CHECK_MEMBERS));
		progress.add(`roles of ${id} added`);
	}
}

const CHECK_MEMBERS =
	"Check 'Member' and 'Roles'. A user or a role may have been deleted in the meantime.";

const isUser = (member: KnownMember): member is KnownMember & { id: string } =>
	member.id !== undefined;

const isOther = (member: KnownMember): member is KnownMember & { email: string } =>
	member.id === undefined && member.email !== undefined;

async function rolesOf(
	api: ManagementApi,
	organizationId: string,
	needsRoles: boolean,
): Promise<Roles> {
	const members = await readList(api, listMembers(organizationId, needsRoles));
	return new Map(
		members.map(({ user_id: id, roles }) => [id, new Set((roles ?? []).map((role) => role.id))]),
	);
}
