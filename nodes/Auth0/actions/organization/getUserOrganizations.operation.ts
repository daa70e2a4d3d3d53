import { listUserOrganizations } from '../../api/organizations';
import { userList } from '../userList';

/** Lists the organizations that a user is a member of. */
export const getUserOrganizations = userList({
	option: {
		name: 'Get User Organizations',
		value: 'getUserOrganizations',
		action: 'Get user organizations',
		description: 'Retrieve the organizations that a user is a member of',
	},
	permissions: { needs: ['read:organizations'] },
	listOf: listUserOrganizations,
});
