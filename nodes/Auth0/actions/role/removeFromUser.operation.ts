import { unassignRoles } from '../../api/roles';
import { requireRoles, rolesField } from '../../fields/roles';
import { userAction } from '../userAction';
import { idsOf, namedRoles, TO_NAME_ROLES, withNames } from './roles';

/** Removes roles from a user; those that the user does not have are no obstacle. */
export const removeFromUser = userAction({
	option: {
		name: 'Remove From User',
		value: 'removeFromUser',
		action: 'Remove roles from user',
		description: 'Remove roles from a user',
	},
	permissions: {
		needs: ['update:users', 'delete:role_members'],
		also: [TO_NAME_ROLES],
	},
	isGuarded: true,
	fields: [rolesField('The roles to remove')],
	read: requireRoles,
	async execute(id, given, { management }) {
		const roles = await namedRoles(management, given);
		await management.send(unassignRoles(id, idsOf(roles)));
		return { user_id: id, removed: await withNames(management, roles) };
	},
});
