import {
	isSameInvitation,
	type Invitation,
	listInvitations,
	type NewInvitation,
} from '../../api/invitations';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { perExecution } from '../perExecution';

/**
 * The invitations of an organization, which are read once an execution; those of the run are added.
 *
 * @returns undefined where the application may not read them
 */
const invitationsOf = perExecution(
	async (api, organizationId): Promise<Invitation[] | undefined> =>
		await readList(api, listInvitations(organizationId, true)).catch((caught: unknown) => {
			if (!isMissingPermission(caught)) throw caught;
			return undefined;
		}),
);

/** What is known of who is invited already. */
export type Pending = { invitation?: Invitation } | 'unknown';

/** Looks whether the same person has an invitation for the same, which has not expired. */
export async function findPending(
	api: ManagementApi,
	organizationId: string,
	wanted: NewInvitation,
): Promise<Pending> {
	const invitations = await invitationsOf(api, organizationId);
	if (!invitations) return 'unknown';
	const isOpen = ({ expires_at: end }: Invitation) => !(Date.parse(end ?? '') < Date.now());
	return { invitation: invitations.find((one) => isOpen(one) && isSameInvitation(one, wanted)) };
}

/** Takes note of an invitation, for the items that come. */
export async function remember(
	api: ManagementApi,
	organizationId: string,
	invitation: Invitation,
): Promise<void> {
	(await invitationsOf(api, organizationId))?.push(invitation);
}
