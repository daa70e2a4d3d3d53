import { findUsersByLogin } from '../../../api/userLogins';
import type { Inviting, WantedMember } from '../../../fields/organization/onboarding';
import { InputError } from '../../../transport/inputError';
import type { ManagementApi } from '../../../transport/managementApi';
import { enteredIn, namedRoles, type RoleOutput } from '../../role/roles';
import { lookFor } from '../../userCheck';

/** A member who was looked up: a user, or an email address to invite. */
export interface KnownMember {
	id?: string;
	email?: string;
	roles: RoleOutput[];
}

/**
 * Looks up the users and the roles that the person named; nothing is changed.
 *
 * @param isMember whether a user ID is that of a member, who is there for sure
 * @param organizationId undefined for an organization that is not there yet, and so has no roles of its own
 * @throws InputError for an email address that no user has where nobody is invited, or that several have, for a
 * user ID of nobody, and for a role that members cannot have; IDs are taken as they are where they cannot be
 * looked up
 */
export async function findMembers(
	api: ManagementApi,
	wanted: WantedMember[],
	isMember: (id: string) => Promise<boolean>,
	inviting?: Inviting,
	organizationId?: string,
): Promise<KnownMember[]> {
	const choosable = enteredIn('Roles', organizationId);
	const found = await Promise.all(
		wanted.map(async ({ id, email, roles }): Promise<KnownMember> => ({
			...(id === undefined
				? await userOf(api, String(email), inviting)
				: { id: (await isMember(id)) ? id : await existing(api, id) }),
			roles: await namedRoles(api, roles, choosable),
		})),
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
