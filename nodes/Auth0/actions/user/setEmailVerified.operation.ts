import { checkUpdate } from '../../fields/user/checks';
import { updateUser } from '../../api/users';
import { userAction } from '../userAction';
import { output, outputFields } from '../../fields/user/userOutput';

/** patch_users_by_id: marks the email address as verified, or as not verified. */
export const setEmailVerified = userAction({
	option: {
		name: 'Set Email Verified',
		value: 'setEmailVerified',
		action: 'Mark the email address of a user as verified',
		description:
			'Mark the email address as verified or not, without an email to the user (permission update:users)',
	},
	hint: 'Set Email Verified needs the permission update:users',
	fields: [
		{
			displayName: 'Email Verified',
			name: 'emailVerified',
			type: 'boolean',
			default: true,
			description: 'Whether the email address counts as verified',
		},
	],
	options: outputFields,
	read: (item) => ({ email_verified: item.isSet('emailVerified', true) }),
	async run(id, body, item, api) {
		checkUpdate(body, id);
		return output(item, await api.request(updateUser(id, body)));
	},
});
