import { assignRoles } from '../../api/roles';
import { requireRoles, rolesField } from '../../fields/roles';
import { userAction } from '../userAction';
import { roleIds } from './roles';

/** Assigns roles to a user; those that the user has already stay. */
export const addToUser = userAction({
	option: {
		name: 'Add to User',
		value: 'addToUser',
		action: 'Add roles to user',
		description: 'Assign roles to a user; the others stay',
	},
	permissions: {
		needs: ['update:users', 'create:role_members'],
		also: [{ to: 'choose roles by name', needs: ['read:roles'] }],
	},
	isGuarded: true,
	fields: [rolesField('The roles to add')],
	read: requireRoles,
	async execute(id, given, { management }) {
		const roles = await roleIds(management, given);
		await management.send(assignRoles(id, roles));
		return { user_id: id, added: roles };
	},
});
