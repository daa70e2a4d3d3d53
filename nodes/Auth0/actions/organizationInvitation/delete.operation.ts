import { deleteInvitation, getInvitation, type Invitation } from '../../api/invitations';
import { oneInvitationField, readInvitation } from '../../fields/invitations';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Operation } from '../operation';
import { changedOrganizationId, TO_NAME_ORGANIZATION } from '../organization/organizations';

/** The invitation; undefined where the application may not read it. @throws when there is none */
const look = async (
	api: ManagementApi,
	organizationId: string,
	id: string,
): Promise<Invitation | undefined> =>
	await api.request(getInvitation(organizationId, id)).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});

/** Looks for the invitation, then deletes it: a deletion whose answer was lost is done, where it was there before. */
export const deleteOperation: Operation<{ organization: OrganizationReference; id: string }> = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete organization invitation',
		description: 'Delete an invitation, so its link stops working',
	},
	permissions: {
		needs: ['delete:organization_invitations'],
		also: [
			{ to: 'return the email address', needs: ['read:organization_invitations'] },
			TO_NAME_ORGANIZATION,
		],
	},
	fields: [oneOrganizationField, oneInvitationField, optionsField()],
	read: (item) => ({
		organization: readOrganizationReference(item),
		id: readInvitation(item),
	}),
	key: ({ id }) => [`invitation ${id}`],
	async execute({ organization, id }, { management }) {
		const organizationId = await changedOrganizationId(organization, management);
		const found = await look(management, organizationId, id);
		const request = deleteInvitation(organizationId, id);
		await (found ? management.find(request) : management.request(request));
		return {
			id,
			organization_id: organizationId,
			...(found && { email: found.invitee.email }),
			deleted: true,
		};
	},
};
