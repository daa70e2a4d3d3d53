import type { IDataObject } from 'n8n-workflow';

import { createInvitation, type Invitation, type NewInvitation } from '../../api/invitations';
import { INVITATION } from '../../api/resultKinds';
import { customDomainField, customDomainHeaders, type Headers } from '../../fields/brandOptions';
import { readInvitedEmail } from '../../fields/emailAndPhone';
import {
	newInvitationFields,
	newInvitationOptions,
	readNewInvitation,
	type WantedInvitation,
} from '../../fields/invitations';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { outputOptions, readOutput, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import type { ManagementApi } from '../../transport/managementApi';
import { connectionIdOf, TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';
import { changedOrganizationId, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { cannotTell, type FurtherPermissions } from '../permissions';
import { choosableIn, idsOf, namedRoles } from '../role/roles';
import { withoutSecrets } from './output';
import { findPending, remember } from './pending';

interface Input {
	organization: OrganizationReference;
	email: string;
	wanted: WantedInvitation;
	headers: Headers;
	show: Show;
}

const TO_INVITE_ONCE: FurtherPermissions = {
	to: 'invite nobody twice',
	needs: ['read:organization_invitations'],
};

/** The body of the request, with the names of roles and of the connection looked up. */
async function bodyOf(
	api: ManagementApi,
	organizationId: string,
	{ email, wanted }: Input,
): Promise<NewInvitation> {
	const { inviter, clientId, connection, roles, ttlSeconds, isLink } = wanted;
	const { app_metadata, user_metadata } = wanted;
	const [found, connectionId] = await Promise.all([
		namedRoles(api, roles, choosableIn(organizationId)),
		connection && connectionIdOf(api, connection),
	]);
	return {
		inviter: { name: inviter },
		invitee: { email },
		client_id: clientId,
		...(connectionId !== undefined && { connection_id: connectionId }),
		...(found.length > 0 && { roles: idsOf(found) }),
		...(app_metadata && { app_metadata }),
		...(user_metadata && { user_metadata }),
		...(ttlSeconds !== undefined && { ttl_sec: ttlSeconds }),
		...(isLink && { send_invitation_email: false }),
	};
}

/**
 * Invites a person to an organization. Who has an invitation for the same already keeps it, so that to run a node again
 * sends no second email.
 */
export const create: Operation<Input> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create organization invitation',
		description: 'Invite a person by email or link',
	},
	permissions: {
		needs: ['create:organization_invitations'],
		also: [
			TO_INVITE_ONCE,
			{ to: 'choose roles by name', needs: ['read:roles'] },
			TO_NAME_CONNECTION,
			TO_NAME_ORGANIZATION,
		],
	},
	fields: [
		oneOrganizationField,
		...newInvitationFields,
		...simplifyFields,
		optionsField(customDomainField, ...newInvitationOptions, ...outputOptions),
	],
	read: (item) => ({
		organization: readOrganizationReference(item),
		email: readInvitedEmail(item),
		wanted: readNewInvitation(item),
		headers: customDomainHeaders(item),
		show: readOutput(item, INVITATION),
	}),
	key: async ({ organization, email }, { management }) => [
		`invitation ${await changedOrganizationId(organization, management)} ${email.toLowerCase()}`,
	],
	async execute(input, { management }, tell) {
		const { wanted, headers, show } = input;
		const id = await changedOrganizationId(input.organization, management);
		const body = await bodyOf(management, id, input);
		const output = (invitation: Invitation, outcome: string): IDataObject => ({
			...show(withoutSecrets(invitation, wanted.isLink)),
			outcome,
		});
		if (wanted.keepsPending) {
			const pending = await findPending(management, id, body);
			if (pending === 'unknown') tell(NOT_CHECKED);
			else if (pending.invitation) return output(pending.invitation, 'already_invited');
		}
		const created = await management.request({ ...createInvitation(id, body), headers });
		if (wanted.keepsPending) await remember(management, id, created);
		return output(created, 'invited');
	},
};

const NOT_CHECKED = cannotTell(TO_INVITE_ONCE, 'whether somebody has a pending invitation');
