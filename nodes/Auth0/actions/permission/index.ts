import { resource } from '../operation';
import { addToUser } from './addToUser.operation';
import { getUserPermissions } from './getUserPermissions.operation';
import { removeFromUser } from './removeFromUser.operation';

export const permission = resource({
	option: { name: 'Permission', value: 'permission' },
	operations: [addToUser, getUserPermissions, removeFromUser],
	defaultOperation: 'getUserPermissions',
});
