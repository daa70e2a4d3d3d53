import { assignMemberRoles } from '../../api/memberRoles';
import { memberRolesField, requireRoles } from '../../fields/roles';
import { idsOf, withNames } from '../role/roles';
import { memberRolesAction } from './memberRoles';

/** Gives a member roles in an organization; those that it has there already stay. */
export const addRoles = memberRolesAction({
	option: {
		name: 'Add Roles',
		value: 'addRoles',
		action: 'Add roles to organization member',
		description: 'Assign roles to a member',
	},
	needs: ['create:organization_member_roles'],
	fields: [memberRolesField('The roles to add')],
	readRoles: requireRoles,
	async execute(api, { organizationId, userId }, roles) {
		await api.send(assignMemberRoles(organizationId, userId, idsOf(roles)));
		return { added: await withNames(api, roles) };
	},
});
