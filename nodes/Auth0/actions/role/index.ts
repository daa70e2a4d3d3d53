import { resource } from '../operation';
import { addMembers } from './addMembers.operation';
import { addToUser } from './addToUser.operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getMembers } from './getMembers.operation';
import { getUserRoles } from './getUserRoles.operation';
import { removeFromUser } from './removeFromUser.operation';
import { removeMembers } from './removeMembers.operation';
import { setForUser } from './setForUser.operation';
import { setMembers } from './setMembers/setMembers.operation';
import { update } from './update.operation';

export const role = resource({
	option: { name: 'Role', value: 'role' },
	operations: [
		addMembers,
		addToUser,
		create,
		deleteOperation,
		get,
		getAll,
		getMembers,
		getUserRoles,
		removeFromUser,
		removeMembers,
		setForUser,
		setMembers,
		update,
	],
	defaultOperation: 'getUserRoles',
});
