import { oneRoleField, readRole } from '../../fields/roles';
import { memberAction } from '../memberAction';
import { memberOutput, REMOVAL, TO_NAME_IT } from './members';
import { memberRoleId } from './roles';

/** Takes a role from the user of each item; who does not have it is no obstacle. */
export const removeMembers = memberAction({
	option: {
		name: 'Remove Members',
		value: 'removeMembers',
		action: 'Remove members from role',
		description: 'Remove a role from the user of each item',
	},
	permissions: { needs: ['update:users', 'delete:role_members'], also: [TO_NAME_IT] },
	groupField: oneRoleField,
	readGroup: readRole,
	groupIdOf: memberRoleId,
	change: REMOVAL,
	output: async (api, member) => ({ ...(await memberOutput(api, member)), removed: true }),
});
