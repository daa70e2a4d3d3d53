import type { IDataObject } from 'n8n-workflow';

import { addRoleMembers, ROLE_MEMBERS_A_REQUEST } from '../../api/roleMembers';
import { unassignRoles } from '../../api/roles';
import type { ManagementApi } from '../../transport/managementApi';
import type { MemberChange } from '../memberAction';
import type { Member } from '../members';
import type { FurtherPermissions } from '../permissions';
import { withNames } from './roles';

/** What it takes to know a role by its name, and to tell it. */
export const TO_NAME_IT: FurtherPermissions = {
	to: 'choose the role by name, and return the name',
	needs: ['read:roles'],
};

/** Gives a role to many users with one request. */
export const ADDITION: MemberChange = {
	of: 'groupId',
	size: ROLE_MEMBERS_A_REQUEST,
	command: addRoleMembers,
};

/** Takes roles from a user: Auth0 takes no role from many users with one request, but many from a user. */
export const REMOVAL: MemberChange = {
	of: 'userId',
	size: ROLE_MEMBERS_A_REQUEST,
	command: unassignRoles,
};

/** What an output says of a member: with the name of the role, where it can be read. */
export async function memberOutput(
	api: ManagementApi,
	{ userId, groupId }: Pick<Member, 'userId' | 'groupId'>,
): Promise<IDataObject> {
	const [role] = await withNames(api, [{ id: groupId }]);
	return {
		user_id: userId,
		role_id: groupId,
		...(role?.name !== undefined && { role_name: role.name }),
	};
}
