import { listUserRoles } from '../../api/roles';
import { userList } from '../userList';

/** get_user_roles: the roles that are assigned directly. */
export const getRoles = userList({
	option: {
		name: 'Get Roles',
		value: 'getRoles',
		action: 'Get the roles of a user',
		description: 'Retrieve the roles that are assigned to a user',
	},
	permissions: { needs: ['read:users', 'read:roles', 'read:role_members'] },
	listOf: listUserRoles,
});
