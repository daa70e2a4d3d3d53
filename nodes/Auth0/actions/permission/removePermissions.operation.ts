import { permissionFields, permissionsOf, readPermissions } from './permissions';
import { userAction } from '../userAction';
import { unassignPermissions } from '../../api/permissions';

/** delete_permissions: permissions of the user's own, not those that a role brings. */
export const removePermissions = userAction({
	option: {
		name: 'Remove Permissions',
		value: 'removePermissions',
		action: 'Remove permissions from a user',
		description:
			'Take permissions of an API from a user; those of the roles stay (permission update:users)',
	},
	hint: 'Remove Permissions needs the permission update:users',
	fields: permissionFields('The permissions to remove'),
	read: readPermissions,
	async run(id, given, _item, api) {
		const permissions = await permissionsOf(api, given);
		await api.send(unassignPermissions(id, permissions));
		return { user_id: id, removed: permissions };
	},
});
