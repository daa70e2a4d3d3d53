import { assignRoles, isOfTenant, listUserRoles, unassignRoles } from '../../api/roles';
import { allowNoRolesField, readRolesToSet, rolesField } from '../../fields/roles';
import { readList } from '../../transport/paging';
import { userAction } from '../userAction';
import { changeRoles, differencesOf } from './differences';
import { namedRoles } from './roles';

/** Compares the roles of the user with the wanted ones, then adds what is missing and removes the others. */
export const setForUser = userAction({
	option: {
		name: 'Set for User',
		value: 'setForUser',
		action: 'Set roles for user',
		description: 'Replace all roles of a user',
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
		rolesField('All roles the user should have. All other roles are removed.'),
		allowNoRolesField,
	],
	read: readRolesToSet,
	async execute(id, given, { management }) {
		const [wanted, current] = await Promise.all([
			namedRoles(management, given),
			readList(management, listUserRoles(id)),
		]);
		const ofTenant = current.filter(isOfTenant);
		const differences = await differencesOf(management, wanted, ofTenant);
		await changeRoles(differences, {
			add: async (ids) => await management.send(assignRoles(id, ids)),
			remove: async (ids) => await management.send(unassignRoles(id, ids)),
		});
		return { user_id: id, ...differences };
	},
});
