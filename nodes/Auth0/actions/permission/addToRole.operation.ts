import { addRolePermissions } from '../../api/rolePermissions';
import { permissionsOf } from './permissions';
import { roleAction } from './roleAction';

/** Adds permissions to a role: everyone who has it has them at the next login. */
export const addToRole = roleAction({
	option: {
		name: 'Add to Role',
		value: 'addToRole',
		action: 'Add permissions to role',
		description: 'Add permissions of an API to a role, and so to everyone who has it',
	},
	description: 'The permissions to add',
	done: 'added',
	permissionsOf,
	change: addRolePermissions,
});
