import { listUserRoles } from '../../api/roles';
import { userListOperation } from '../userList';

/** get_user_roles: the roles that are assigned directly. */
export const getRoles = userListOperation(
	{
		name: 'Get Roles',
		value: 'getRoles',
		action: 'Get the roles of a user',
		description:
			'Retrieve the roles that are assigned to a user (permissions read:users, read:roles, read:role_members)',
	},
	'Get Roles needs the permissions read:users, read:roles and read:role_members',
	listUserRoles,
);
