import { createEmailVerificationTicket } from '../../api/tickets';
import { customDomainHeaders } from '../../fields/brandOptions';
import { notWithResultUrl, readTicketOptions, ticketOptions } from '../../fields/ticketOptions';
import { insteadOfLink } from '../links';
import { ofOrganization, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { userAction } from '../userAction';

/** Makes the link with which a user verifies the email address. */
export const createVerificationTicket = userAction({
	option: {
		name: 'Create Email Verification Link',
		value: 'createVerificationTicket',
		action: 'Create email verification link',
		description: 'Create an email verification link to send in your own email',
	},
	permissions: { needs: ['create:user_tickets'], also: [TO_NAME_ORGANIZATION] },
	insteadAsTool: insteadOfLink('Send Verification Email'),
	options: ticketOptions,
	read(item) {
		const { body, organization } = readTicketOptions(item);
		if (body.result_url === undefined || body.client_id === undefined) {
			return { body, organization, headers: customDomainHeaders(item) };
		}
		throw notWithResultUrl('Application');
	},
	async execute(id, { body, organization, headers }, { management }) {
		const options = { ...body, ...(await ofOrganization(management, organization)) };
		const request = { ...createEmailVerificationTicket(id, options), headers };
		const { ticket } = await management.request(request);
		return { user_id: id, ticket };
	},
});
