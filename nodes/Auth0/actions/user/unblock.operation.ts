import { deleteUserBlocks } from '../../api/userBlocks';
import { updateUser } from '../../api/users';
import { userAction } from '../userAction';
import { output, outputFields } from '../../fields/user/userOutput';

/**
 * patch_users_by_id and delete_user-blocks_by_id: `blocked: false` lifts the block of an administrator
 * only, not the one after too many failed logins.
 */
export const unblock = userAction({
	option: {
		name: 'Unblock',
		value: 'unblock',
		action: 'Unblock a user',
		description:
			'Lift both kinds of block: by an administrator, and after too many failed logins (permission update:users)',
	},
	hint: 'Unblock needs the permission update:users',
	options: outputFields,
	read: () => ({ blocked: false }),
	async run(id, body, item, api) {
		const user = await api.request(updateUser(id, body));
		await api.send(deleteUserBlocks(id));
		return output(item, user);
	},
});
