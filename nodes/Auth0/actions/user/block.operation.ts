import { updateUser } from '../../api/users';
import { outputOptions, simplifyFields } from '../../fields/output';
import { readUserOutput } from '../../fields/user/userOutput';
import { userAction } from '../userAction';

/** Sets an administrator's block, which lasts until it is lifted. */
export const block = userAction({
	option: {
		name: 'Block',
		value: 'block',
		action: 'Block user',
		description: 'Prevent a user from logging in, but keep active sessions open',
	},
	permissions: { needs: ['update:users'] },
	isGuarded: true,
	fields: [...simplifyFields],
	options: outputOptions,
	read: readUserOutput,
	execute: async (id, show, { management }) =>
		show(await management.request(updateUser(id, { blocked: true }))),
});
