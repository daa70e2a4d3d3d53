import { resource } from '../operation';
import { addToRole } from './addToRole.operation';
import { addToUser } from './addToUser.operation';
import { getRolePermissions } from './getRolePermissions.operation';
import { getUserPermissions } from './getUserPermissions.operation';
import { removeFromRole } from './removeFromRole.operation';
import { removeFromUser } from './removeFromUser.operation';

export const permission = resource({
	option: { name: 'Permission', value: 'permission' },
	operations: [
		addToRole,
		addToUser,
		getRolePermissions,
		getUserPermissions,
		removeFromRole,
		removeFromUser,
	],
	defaultOperation: 'getUserPermissions',
});
