import { oneRoleField, readRole } from '../../fields/roles';
import { memberAction } from '../memberAction';
import { ADDITION, memberOutput, TO_NAME_IT } from './members';
import { memberRoleId } from './roles';

/** Gives a role to the user of each item: to many users with one request. */
export const addMembers = memberAction({
	option: {
		name: 'Add Members',
		value: 'addMembers',
		action: 'Add members to role',
		description: 'Assign a role to the user of each item',
	},
	permissions: { needs: ['update:roles', 'create:role_members'], also: [TO_NAME_IT] },
	groupField: oneRoleField,
	readGroup: readRole,
	groupIdOf: memberRoleId,
	change: ADDITION,
	output: async (api, member) => ({ ...(await memberOutput(api, member)), added: true }),
});
