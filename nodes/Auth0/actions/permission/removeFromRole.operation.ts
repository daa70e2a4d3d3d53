import { removeRolePermissions } from '../../api/rolePermissions';
import { permissionsToRemove, TO_CHECK_PERMISSIONS } from './permissions';
import { roleAction } from './roleAction';

/** Removes permissions from a role. */
export const removeFromRole = roleAction({
	option: {
		name: 'Remove From Role',
		value: 'removeFromRole',
		action: 'Remove permissions from role',
		description: 'Remove permissions of an API from a role, and so from everyone who has it',
	},
	description: 'The permissions to remove',
	done: 'removed',
	also: [TO_CHECK_PERMISSIONS],
	permissionsOf: permissionsToRemove,
	change: removeRolePermissions,
});
