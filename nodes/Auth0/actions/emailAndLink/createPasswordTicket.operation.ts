import { createPasswordChangeTicket } from '../../api/tickets';
import { customDomainHeaders } from '../../fields/brandOptions';
import { readTicketOptions, ticketOptions } from '../../fields/ticketOptions';
import { insteadOfLink } from '../links';
import { ofOrganization, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { userAction } from '../userAction';

/** Makes the link with which a user sets a new password. */
export const createPasswordTicket = userAction({
	option: {
		name: 'Create Password Change Link',
		value: 'createPasswordTicket',
		action: 'Create password change link',
		description: 'Create a password link to send in your own email',
	},
	permissions: { needs: ['create:user_tickets'], also: [TO_NAME_ORGANIZATION] },
	insteadAsTool: insteadOfLink('Send Password Reset Email'),
	options: [
		...ticketOptions,
		{
			displayName: 'Mark Email as Verified',
			name: 'markEmailAsVerified',
			type: 'boolean',
			default: true,
			description:
				'Whether to mark the email address as verified when the user uses the link. Turn on if you send the link to that address.',
		},
	],
	read(item) {
		const isMarked = item.isOn('markEmailAsVerified', false);
		const marked = isMarked && { mark_email_as_verified: true };
		const { body, organization } = readTicketOptions(item);
		return { body: { ...body, ...marked }, organization, headers: customDomainHeaders(item) };
	},
	async execute(id, { body, organization, headers }, { management }) {
		const options = { ...body, ...(await ofOrganization(management, organization)) };
		const request = { ...createPasswordChangeTicket(id, options), headers };
		const { ticket } = await management.request(request);
		return { user_id: id, ticket };
	},
});
