import { listUserPermissions } from '../../api/permissions';
import { userListOperation } from '../userList';

/** get_permissions: each with its sources, such as a role. */
export const getPermissions = userListOperation(
	{
		name: 'Get Permissions',
		value: 'getPermissions',
		action: 'Get the permissions of a user',
		description:
			'Retrieve the permissions that a user has, directly or by a role (permission read:users)',
	},
	'Get Permissions needs the permission read:users',
	listUserPermissions,
);
