import type { INodeProperties } from 'n8n-workflow';

import { listOrganizationMembers, type OrganizationMember } from '../../api/organizationMembers';
import { listFields, readLimit } from '../../fields/listFields';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { userFirst } from '../../fields/user/userOutput';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { withTypes } from '../role/roles';
import { TO_TELL_ROLES } from './members';

const includeRolesField: INodeProperties = {
	displayName: 'Include Roles',
	name: 'includeRoles',
	type: 'boolean',
	default: true,
	description:
		'Whether to return the roles that each member has in the organization. Requires the read:organization_member_roles permission.',
};

interface Input {
	organization: OrganizationReference;
	limit: number;
	hasRoles: boolean;
}

/** Lists the members of an organization, with the roles that they have there. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many members of organization',
		description: 'Retrieve the members, with their roles',
	},
	permissions: {
		needs: ['read:organization_members'],
		also: [
			{ to: 'return the roles', needs: ['read:organization_member_roles'] },
			TO_TELL_ROLES,
			TO_NAME_ORGANIZATION,
		],
	},
	fields: [oneOrganizationField, ...listFields, includeRolesField, optionsField()],
	read: (item) => ({
		organization: readOrganizationReference(item),
		limit: readLimit(item),
		hasRoles: item.isSet(includeRolesField.name),
	}),
	async execute({ organization, limit, hasRoles }, { management }) {
		const id = await organizationIdOf(management, organization);
		const members = await readList(management, listOrganizationMembers(id, hasRoles), limit);
		if (!hasRoles) return members.map(userFirst);
		return await Promise.all(members.map(async (one) => await outputOf(management, one)));
	},
};

const outputOf = async (api: ManagementApi, member: OrganizationMember) =>
	userFirst({ ...member, roles: await withTypes(api, member.roles ?? []) });
