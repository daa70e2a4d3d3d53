import { applicationFields, getApplication } from '../../../api/clients';
import { createInvitation, type Invitation } from '../../../api/invitations';
import { isEmailAddress } from '../../../fields/emailAndPhone';
import type { Inviting } from '../../../fields/organization/onboarding';
import { CHOOSE_FROM_LIST } from '../../../transport/advice';
import { InputError } from '../../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../../transport/managementApi';
import { MAX_QUOTED, shorten } from '../../../transport/shorten';
import { newestFirst } from '../../organizationInvitation/newestFirst';
import { pendingAmong } from '../../organizationInvitation/pending';
import { perExecution } from '../../perExecution';
import { idsOf } from '../../role/roles';
import { inOnboarding } from './inOnboarding';
import type { MembersPlan } from './membersPart';
import type { Progress } from '../../progress';

/** What an onboarding does to a person who is no user. */
export interface InvitationPlan {
	person: MembersPlan['others'][number];
	outcome: 'invited' | 'already_invited';
	/** The invitation that the person has. */
	pending?: Invitation;
}

/**
 * Looks who is invited already.
 *
 * @param organizationId undefined for an organization that is not there yet
 * @throws InputError where that cannot be told, for an address to which Auth0 sends no invitation, and for an
 * application that does not exist
 */
export async function planInvitations(
	api: ManagementApi,
	people: MembersPlan['others'],
	inviting?: Inviting,
	organizationId?: string,
): Promise<InvitationPlan[]> {
	if (!inviting || people.length === 0) return [];
	const listed =
		organizationId === undefined
			? { invitations: [], isWhole: true }
			: await newestFirst(api, organizationId);
	const plans = people.map((person): InvitationPlan => {
		const email = person.email.toLowerCase();
		const pending = pendingAmong(
			listed,
			person.email,
			({ invitee }) => invitee.email.toLowerCase() === email,
		);
		if (pending) return { person, outcome: 'already_invited', pending };
		if (isEmailAddress(person.email)) return { person, outcome: 'invited' };
		throw new InputError(
			`“${shorten(person.email, MAX_QUOTED)}” in 'Member' is not an email address that Auth0 can invite.`,
			'Check it for typing errors. No user has this address.',
		);
	});
	if (plans.some(({ pending }) => !pending)) await requireApplication(api, inviting.clientId);
	return plans;
}

/** Invites those who have no invitation yet. @returns their invitations, in the order of the plan */
export async function ensureInvitations(
	api: ManagementApi,
	organizationId: string,
	plans: InvitationPlan[],
	{ clientId, inviter }: Inviting,
	progress: Progress,
): Promise<Invitation[]> {
	const invitations: Invitation[] = [];
	for (const { person, pending } of plans) {
		const { email, roles } = person;
		const request = createInvitation(organizationId, {
			inviter: { name: inviter },
			invitee: { email },
			client_id: clientId,
			...(roles.length > 0 && { roles: idsOf(roles) }),
		});
		const labels = { invitee: 'Member', 'invitee.email': 'Member' };
		invitations.push(
			pending ?? (await api.request(inOnboarding(request, CHECK_INVITATION, labels))),
		);
		if (!pending) progress.add(`${email} invited`);
	}
	return invitations;
}

const CHECK_INVITATION = "Check 'Member', 'Roles' and 'Application'.";

/**
 * Refuses an application that does not exist, which is looked for once an execution; where the application of the
 * credential may not read it, Auth0 tells.
 */
const requireApplication = perExecution(async (api, clientId): Promise<void> => {
	const request = getApplication(clientId, applicationFields([]));
	const found = await api.find(request).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return 'unknown' as const;
	});
	if (found) return;
	throw new InputError(
		`Application “${clientId}” was not found.`,
		`Check 'Application'. ${CHOOSE_FROM_LIST}`,
	);
});
