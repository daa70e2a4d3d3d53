import { listUserPermissions } from '../../api/permissions';
import { userList } from '../userList';

/** Lists the permissions of a user, each with its sources, such as a role. */
export const getPermissions = userList({
	option: {
		name: 'Get Permissions',
		value: 'getPermissions',
		action: 'Get the permissions of a user',
		description: 'Retrieve the permissions that a user has, directly or by a role',
	},
	permissions: { needs: ['read:users'] },
	listOf: listUserPermissions,
});
