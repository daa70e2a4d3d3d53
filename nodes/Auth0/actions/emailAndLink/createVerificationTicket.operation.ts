import { createEmailVerificationTicket } from '../../api/tickets';
import { customDomainHeaders } from '../../fields/brandOptions';
import { readTicketOptions, ticketOptions } from '../../fields/ticketOptions';
import { InputError } from '../../transport/inputError';
import { userAction } from '../userAction';

/** Makes the link with which a user verifies the email address. */
export const createVerificationTicket = userAction({
	option: {
		name: 'Create Email Verification Link',
		value: 'createVerificationTicket',
		action: 'Create email verification link',
		description: 'Create an email verification link to send in your own email',
	},
	permissions: { needs: ['create:user_tickets'] },
	insteadAsTool: 'Use Send Verification Email: Auth0 then sends the link directly to the user.',
	options: ticketOptions,
	read(item) {
		const body = readTicketOptions(item);
		if (body.result_url === undefined || body.client_id === undefined) {
			return { body, headers: customDomainHeaders(item) };
		}
		throw new InputError(
			"'Result URL' and 'Application' cannot be used together.",
			'Auth0 accepts only one of them. Remove the other.',
		);
	},
	async execute(id, { body, headers }, { management }) {
		const request = { ...createEmailVerificationTicket(id, body), headers };
		const { ticket } = await management.request(request);
		return { user_id: id, ticket };
	},
});
