import { addOrganizationMembers } from '../../api/organizationMembers';
import { MEMBERS_A_REQUEST } from '../../api/organizations';
import {
	oneOrganizationField,
	readOrganizationReference,
} from '../../fields/organization/organizationField';
import { memberAction } from '../memberAction';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';

/** Makes the user of each item a member of an organization: many users with one request. */
export const add = memberAction({
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add member to organization',
		description: 'Make the user of each item a member',
	},
	permissions: { needs: ['create:organization_members'], also: [TO_NAME_ORGANIZATION] },
	groupField: oneOrganizationField,
	readGroup: readOrganizationReference,
	groupIdOf: organizationIdOf,
	change: { of: 'groupId', size: MEMBERS_A_REQUEST, command: addOrganizationMembers },
	output: (_api, { userId, groupId }) => ({
		user_id: userId,
		organization_id: groupId,
		added: true,
	}),
});
