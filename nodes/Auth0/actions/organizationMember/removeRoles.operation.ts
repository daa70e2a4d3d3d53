import { unassignMemberRoles } from '../../api/memberRoles';
import { memberRolesField, requireRoles } from '../../fields/roles';
import { idsOf, withNames } from '../role/roles';
import { memberRolesAction } from './memberRoles';

/** Takes roles from a member of an organization; those that it does not have there are no obstacle. */
export const removeRoles = memberRolesAction({
	option: {
		name: 'Remove Roles',
		value: 'removeRoles',
		action: 'Remove roles from organization member',
		description: 'Remove roles from a member',
	},
	needs: ['delete:organization_member_roles'],
	fields: [memberRolesField('The roles to remove')],
	readRoles: requireRoles,
	async execute(api, { organizationId, userId }, roles) {
		await api.send(unassignMemberRoles(organizationId, userId, idsOf(roles)));
		return { removed: await withNames(api, roles) };
	},
});
