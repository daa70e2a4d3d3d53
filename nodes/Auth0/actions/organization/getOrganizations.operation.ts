import { listUserOrganizations } from '../../api/organizations';
import { userList } from '../userList';

/** Lists the organizations that a user is a member of. */
export const getOrganizations = userList({
	option: {
		name: 'Get Organizations',
		value: 'getOrganizations',
		action: 'Get the organizations of a user',
		description: 'Retrieve the organizations that a user is a member of',
	},
	permissions: { needs: ['read:organizations'] },
	listOf: listUserOrganizations,
});
