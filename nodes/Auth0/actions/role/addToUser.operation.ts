import { assignRoles } from '../../api/roles';
import { requireRoles, rolesField } from '../../fields/roles';
import { userAction } from '../userAction';
import { idsOf, namedRoles, TO_NAME_ROLES, withNames } from './roles';

/** Assigns roles to a user; those that the user has already stay. */
export const addToUser = userAction({
	option: {
		name: 'Add to User',
		value: 'addToUser',
		action: 'Add roles to user',
		description: 'Assign roles to a user, in addition to existing ones',
	},
	permissions: {
		needs: ['update:users', 'create:role_members'],
		also: [TO_NAME_ROLES],
	},
	isGuarded: true,
	fields: [rolesField('The roles to add')],
	read: requireRoles,
	async execute(id, given, { management }) {
		const roles = await namedRoles(management, given);
		await management.send(assignRoles(id, idsOf(roles)));
		return { user_id: id, added: await withNames(management, roles) };
	},
});
