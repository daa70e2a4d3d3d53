import { requireRoles, roleIds, rolesField } from './roles';
import { userAction } from '../userAction';
import { assignRoles } from '../../api/roles';

/** post_user_roles: roles that the user has already stay. */
export const addRoles = userAction({
	option: {
		name: 'Add Roles',
		value: 'addRoles',
		action: 'Add roles to a user',
		description:
			'Assign roles to a user; the others stay (permissions update:users, create:role_members)',
	},
	hint: 'Add Roles needs the permissions update:users and create:role_members; to choose roles by name, also read:roles',
	fields: [rolesField('The roles to add')],
	read: requireRoles,
	async run(id, given, _item, api) {
		const roles = await roleIds(api, given);
		await api.send(assignRoles(id, roles));
		return { user_id: id, added: roles };
	},
});
