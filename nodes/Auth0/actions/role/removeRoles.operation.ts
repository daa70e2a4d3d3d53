import { requireRoles, roleIds, rolesField } from './roles';
import { userAction } from '../userAction';
import { unassignRoles } from '../../api/roles';

/** delete_user_roles: roles that the user does not have are no obstacle. */
export const removeRoles = userAction({
	option: {
		name: 'Remove Roles',
		value: 'removeRoles',
		action: 'Remove roles from a user',
		description:
			'Take roles from a user; the others stay (permissions update:users, delete:role_members)',
	},
	hint: 'Remove Roles needs the permissions update:users and delete:role_members; to choose roles by name, also read:roles',
	fields: [rolesField('The roles to remove')],
	read: requireRoles,
	async run(id, given, _item, api) {
		const roles = await roleIds(api, given);
		await api.send(unassignRoles(id, roles));
		return { user_id: id, removed: roles };
	},
});
