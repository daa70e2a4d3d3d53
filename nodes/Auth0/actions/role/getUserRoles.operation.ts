import { listUserRoles } from '../../api/roles';
import { userList } from '../userList';

/** Lists the roles that are assigned to a user directly. */
export const getUserRoles = userList({
	option: {
		name: 'Get User Roles',
		value: 'getUserRoles',
		action: 'Get user roles',
		description: 'Retrieve the roles assigned to a user',
	},
	permissions: { needs: ['read:users', 'read:roles', 'read:role_members'] },
	listOf: listUserRoles,
});
