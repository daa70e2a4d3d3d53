import { unassignPermissions } from '../../api/permissions';
import { permissionFields, readPermissions } from '../../fields/permissions';
import { userAction } from '../userAction';
import { permissionsToRemove, TO_CHECK_PERMISSIONS } from './permissions';

/** Removes permissions of the user's own, not those that a role brings. */
export const removeFromUser = userAction({
	option: {
		name: 'Remove From User',
		value: 'removeFromUser',
		action: 'Remove permissions from user',
		description: 'Remove permissions of an API from a user, except those from roles',
	},
	permissions: { needs: ['update:users'], also: [TO_CHECK_PERMISSIONS] },
	isGuarded: true,
	fields: permissionFields('The permissions to remove'),
	read: readPermissions,
	async execute(id, given, { management }) {
		const permissions = await permissionsToRemove(management, given);
		await management.send(unassignPermissions(id, permissions));
		return { user_id: id, removed: permissions };
	},
});
