import { resource } from '../operation';
import { createPasswordTicket } from './createPasswordTicket.operation';
import { createVerificationTicket } from './createVerificationTicket.operation';
import { sendPasswordReset } from './sendPasswordReset.operation';
import { sendVerificationEmail } from './sendVerificationEmail.operation';
import { startPasswordless } from './startPasswordless.operation';

export const emailAndLink = resource({
	option: {
		name: 'Email and Link',
		value: 'emailAndLink',
		description: 'Emails and texts sent by Auth0, and links for your own messages',
	},
	operations: [
		createPasswordTicket,
		createVerificationTicket,
		sendPasswordReset,
		sendVerificationEmail,
		startPasswordless,
	],
	defaultOperation: 'sendPasswordReset',
});
