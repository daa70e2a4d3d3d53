import { listUserOrganizations } from '../../api/organizations';
import { userListOperation } from '../userList';

/** get_user_organizations. */
export const getOrganizations = userListOperation(
	{
		name: 'Get Organizations',
		value: 'getOrganizations',
		action: 'Get the organizations of a user',
		description:
			'Retrieve the organizations that a user is a member of (permission read:organizations)',
	},
	'Get Organizations needs the permission read:organizations',
	listUserOrganizations,
);
