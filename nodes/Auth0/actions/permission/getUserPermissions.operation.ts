import { listUserPermissions } from '../../api/permissions';
import { userList } from '../userList';

/** Lists the permissions of a user, each with its sources, such as a role. */
export const getUserPermissions = userList({
	option: {
		name: 'Get User Permissions',
		value: 'getUserPermissions',
		action: 'Get user permissions',
		description: 'Retrieve the permissions of a user, granted directly or by a role',
	},
	permissions: { needs: ['read:users'] },
	listOf: listUserPermissions,
});
