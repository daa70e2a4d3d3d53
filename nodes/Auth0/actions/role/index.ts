import { resource } from '../operation';
import { addToUser } from './addToUser.operation';
import { getUserRoles } from './getUserRoles.operation';
import { removeFromUser } from './removeFromUser.operation';
import { setForUser } from './setForUser.operation';

export const role = resource({
	option: { name: 'Role', value: 'role' },
	operations: [addToUser, getUserRoles, removeFromUser, setForUser],
	defaultOperation: 'getUserRoles',
});
