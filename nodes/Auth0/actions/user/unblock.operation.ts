import { deleteUserBlocks } from '../../api/userBlocks';
import { updateUser } from '../../api/users';
import { outputOptions, simplifyFields } from '../../fields/output';
import { readUserOutput } from '../../fields/user/userOutput';
import { userAction } from '../userAction';

/**
 * Lifts both kinds of block: `blocked: false` lifts the block of an administrator
 * only, not the one after too many failed logins.
 */
export const unblock = userAction({
	option: {
		name: 'Unblock',
		value: 'unblock',
		action: 'Unblock user',
		description: 'Remove blocks set by an administrator or by too many failed logins',
	},
	permissions: { needs: ['update:users'] },
	fields: [...simplifyFields],
	options: outputOptions,
	read: readUserOutput,
	async execute(id, show, { management }) {
		const user = await management.request(updateUser(id, { blocked: false }));
		await management.send(deleteUserBlocks(id));
		return show(user);
	},
});
