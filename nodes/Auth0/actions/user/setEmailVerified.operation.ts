import { updateUser } from '../../api/users';
import { outputOptions, simplifyFields } from '../../fields/output';
import { checkUpdate } from '../../fields/user/checks';
import { readUserOutput } from '../../fields/user/userOutput';
import { userAction } from '../userAction';

/** Marks the email address as verified, or as not verified. */
export const setEmailVerified = userAction({
	option: {
		name: 'Set Email Verified',
		value: 'setEmailVerified',
		action: 'Set user email verified',
		description: 'Mark the email address as verified or not, without sending an email',
	},
	permissions: { needs: ['update:users'] },
	fields: [
		{
			displayName: 'Email Verified',
			name: 'emailVerified',
			type: 'boolean',
			default: true,
			description: 'Whether to mark the email address as verified',
		},
		...simplifyFields,
	],
	options: outputOptions,
	read: (item) => ({
		body: { email_verified: item.isSet('emailVerified') },
		show: readUserOutput(item),
	}),
	async execute(id, { body, show }, { management }) {
		checkUpdate(body, id);
		return show(await management.request(updateUser(id, body)));
	},
});
