import { assignPermissions } from '../../api/permissions';
import { permissionFields, readPermissions } from '../../fields/permissions';
import { userAction } from '../userAction';
import { permissionsOf } from './permissions';

/** Grants permissions of the user's own, besides those that a role brings. */
export const addToUser = userAction({
	option: {
		name: 'Add to User',
		value: 'addToUser',
		action: 'Add permissions to user',
		description: 'Grant a user permissions of an API, in addition to those from roles',
	},
	permissions: { needs: ['update:users'] },
	isGuarded: true,
	fields: permissionFields('The permissions to add'),
	read: readPermissions,
	async execute(id, given, { management }) {
		const permissions = await permissionsOf(management, given);
		await management.send(assignPermissions(id, permissions));
		return { user_id: id, added: permissions };
	},
});
