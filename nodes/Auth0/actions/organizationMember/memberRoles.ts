import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Named } from '../../fields/locators';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';
import type { Permissions } from '../permissions';
import { choosableIn, namedRoles, type RoleOutput, TO_NAME_ROLES } from '../role/roles';
import { userAction } from '../userAction';

/** A member of an organization, by its IDs. */
export interface MemberIds {
	organizationId: string;
	userId: string;
}

interface MemberRolesAction {
	option: INodePropertyOptions;
	needs: string[];
	/** The fields below User. */
	fields: INodeProperties[];
	/** @throws InputError when the roles cannot be used */
	readRoles(item: Item): Named[];
	/** @returns what the output says besides who it is */
	execute(api: ManagementApi, ids: MemberIds, roles: RoleOutput[]): Promise<IDataObject>;
}

/** An operation that changes which roles a member has in an organization. */
export const memberRolesAction = ({
	option,
	needs,
	fields,
	readRoles,
	execute,
}: MemberRolesAction) =>
	userAction<{ organization: OrganizationReference; given: Named[] }>({
		option,
		permissions: permissionsFor(needs),
		isGuarded: true,
		fieldsAbove: [oneOrganizationField],
		fields,
		read: (item) => ({
			organization: readOrganizationReference(item),
			given: readRoles(item),
		}),
		async execute(userId, { organization, given }, { management }) {
			const organizationId = await organizationIdOf(management, organization);
			const roles = await namedRoles(management, given, choosableIn(organizationId));
			const done = await execute(management, { organizationId, userId }, roles);
			return { user_id: userId, organization_id: organizationId, ...done };
		},
	});

const permissionsFor = (needs: string[]): Permissions => ({
	needs,
	also: [TO_NAME_ROLES, TO_NAME_ORGANIZATION],
});
