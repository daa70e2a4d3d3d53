import { listUserRoles } from '../../api/roles';
import { userList } from '../userList';

/** Lists the roles that are assigned to a user directly. */
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
