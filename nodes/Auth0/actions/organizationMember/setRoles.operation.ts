import { assignMemberRoles, listMemberRoles, unassignMemberRoles } from '../../api/memberRoles';
import { allowNoRolesField, memberRolesField, readRolesToSet } from '../../fields/roles';
import { readList } from '../../transport/paging';
import { changeRoles, differencesOf } from '../role/differences';
import { memberRolesAction } from './memberRoles';

/** Compares the roles of a member with the wanted ones, then adds what is missing and removes the others. */
export const setRoles = memberRolesAction({
	option: {
		name: 'Set Roles',
		value: 'setRoles',
		action: 'Set roles of organization member',
		description: 'Replace all roles of a member',
	},
	needs: [
		'read:organization_member_roles',
		'create:organization_member_roles',
		'delete:organization_member_roles',
	],
	fields: [
		memberRolesField(
			'All roles the user should have in the organization. All other roles are removed.',
		),
		{
			...allowNoRolesField,
			description:
				'Whether to remove all roles the user has in the organization when the list is empty. If off, an empty list is refused.',
		},
	],
	readRoles: readRolesToSet,
	async execute(api, { organizationId, userId }, wanted) {
		const current = await readList(api, listMemberRoles(organizationId, userId));
		const differences = await differencesOf(api, wanted, current);
		await changeRoles(differences, {
			add: async (ids) => await api.send(assignMemberRoles(organizationId, userId, ids)),
			remove: async (ids) => await api.send(unassignMemberRoles(organizationId, userId, ids)),
		});
		return { ...differences };
	},
});
