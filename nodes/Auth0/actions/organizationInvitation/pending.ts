import { isSameInvitation, type Invitation, type NewInvitation } from '../../api/invitations';
import { InputError } from '../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import { perExecution } from '../perExecution';
import { type ListedInvitations, newestFirst, NOT_ALL } from './newestFirst';

/**
 * The invitations of an organization, which are read once an execution; those of the run are added.
 *
 * @returns undefined where the application may not read them
 */
const invitationsOf = perExecution(
	async (api, organizationId): Promise<ListedInvitations | undefined> =>
		await newestFirst(api, organizationId, true).catch((caught: unknown) => {
			if (!isMissingPermission(caught)) throw caught;
			return undefined;
		}),
);

/** What is known of who is invited already. */
export type Pending = { invitation?: Invitation } | 'unknown';

/**
 * Looks whether the same person has an invitation for the same, which has not expired.
 *
 * @throws InputError as `pendingAmong` does
 */
export async function findPending(
	api: ManagementApi,
	organizationId: string,
	wanted: NewInvitation,
): Promise<Pending> {
	const listed = await invitationsOf(api, organizationId);
	if (!listed) return 'unknown';
	const invitation = pendingAmong(
		listed,
		wanted.invitee.email,
		(one) => isSameInvitation(one, wanted),
		"To send another one, set 'If Already Invited' to Invite Again.",
	);
	return { invitation };
}

/**
 * The invitation of a person among others, which has not expired.
 *
 * @param isMeant whether it is one of the person
 * @param otherwise what else to do where it cannot be told
 * @throws InputError where it is not among those that Auth0 returns, and some are missing: nobody is to be
 * invited twice
 */
export function pendingAmong(
	{ invitations, isWhole }: ListedInvitations,
	email: string,
	isMeant: (invitation: Invitation) => boolean,
	otherwise = '',
): Invitation | undefined {
	const isOpen = ({ expires_at: end }: Invitation) => !(Date.parse(end ?? '') < Date.now());
	const found = invitations.find((one) => isOpen(one) && isMeant(one));
	if (found || isWhole) return found;
	throw new InputError(
		`The node cannot tell whether ${email} is already invited.`,
		`The organization has too many invitations. ${NOT_ALL} Delete invitations that have expired or that nobody needs. ${otherwise}`.trim(),
	);
}

/** Takes note of an invitation, for the items that come. */
export async function remember(
	api: ManagementApi,
	organizationId: string,
	invitation: Invitation,
): Promise<void> {
	(await invitationsOf(api, organizationId))?.invitations.push(invitation);
}
