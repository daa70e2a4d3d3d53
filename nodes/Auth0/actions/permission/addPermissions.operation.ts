import { permissionFields, permissionsOf, readPermissions } from './permissions';
import { userAction } from '../userAction';
import { assignPermissions } from '../../api/permissions';

/** post_permissions: permissions of the user's own, not those that a role brings. */
export const addPermissions = userAction({
	option: {
		name: 'Add Permissions',
		value: 'addPermissions',
		action: 'Add permissions to a user',
		description:
			'Grant a user permissions of an API, besides those of the roles (permission update:users)',
	},
	hint: 'Add Permissions needs the permission update:users',
	fields: permissionFields('The permissions to add'),
	read: readPermissions,
	async run(id, given, _item, api) {
		const permissions = await permissionsOf(api, given);
		await api.send(assignPermissions(id, permissions));
		return { user_id: id, added: permissions };
	},
});
