import { userAction } from '../userAction';
import { output, outputFields } from '../../fields/user/userOutput';
import { updateUser } from '../../api/users';

/** patch_users_by_id: an administrator's block, which lasts until it is lifted. */
export const block = userAction({
	option: {
		name: 'Block',
		value: 'block',
		action: 'Block a user',
		description:
			'Keep a user from logging in until an Unblock; sessions that are open go on, see Revoke Access (permission update:users)',
	},
	hint: 'Block needs the permission update:users',
	options: outputFields,
	read: () => ({ blocked: true }),
	run: async (id, body, item, api) => output(item, await api.request(updateUser(id, body))),
});
