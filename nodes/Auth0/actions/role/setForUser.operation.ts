import { assignRoles, isOfTenant, listUserRoles, unassignRoles } from '../../api/roles';
import { readList } from '../../transport/paging';
import { userAction } from '../userAction';
import { readRoles, requireRoles, rolesField } from '../../fields/roles';
import { roleIds } from './roles';

/** Compares the roles of the user with the wanted ones, then adds what is missing and removes the others. */
export const setForUser = userAction({
	option: {
		name: 'Set for User',
		value: 'setForUser',
		action: 'Set roles for user',
		description: 'Set exactly these roles',
	},
	permissions: {
		needs: [
			'update:users',
			'read:users',
			'read:roles',
			'read:role_members',
			'create:role_members',
			'delete:role_members',
		],
	},
	isGuarded: true,
	fields: [
		rolesField('All roles that the user is to have afterwards'),
		{
			displayName: 'Allow No Roles',
			name: 'allowNoRoles',
			type: 'boolean',
			default: false,
			description:
				'Whether an empty list of roles is meant so, and removes all roles of the user. Switched off, it is refused.',
		},
	],
	read: (item) => (item.isSet('allowNoRoles', false) ? readRoles(item) : requireRoles(item)),
	async execute(id, given, { management }) {
		const [wanted, current] = await Promise.all([
			roleIds(management, given),
			readList(management, listUserRoles(id)).then((roles) =>
				roles.filter(isOfTenant).map((role) => role.id),
			),
		]);
		const added = wanted.filter((role) => !current.includes(role));
		const removed = current.filter((role) => !wanted.includes(role));
		// First what is missing: a user who is left with too many roles can still work.
		if (added.length > 0) await management.send(assignRoles(id, added));
		if (removed.length > 0) await management.send(unassignRoles(id, removed));
		return { user_id: id, roles: wanted, added, removed };
	},
});
