import { removeOrganizationMembers } from '../../api/organizationMembers';
import { MEMBERS_A_REQUEST } from '../../api/organizations';
import {
	oneOrganizationField,
	readOrganizationReference,
} from '../../fields/organization/organizationField';
import { memberAction } from '../memberAction';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';

/** Removes the user of each item from an organization: many users with one request. */
export const remove = memberAction({
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove member from organization',
		description: 'Remove the user of each item, who stays a user',
	},
	permissions: { needs: ['delete:organization_members'], also: [TO_NAME_ORGANIZATION] },
	groupField: oneOrganizationField,
	readGroup: readOrganizationReference,
	groupIdOf: organizationIdOf,
	change: { of: 'groupId', size: MEMBERS_A_REQUEST, command: removeOrganizationMembers },
	output: (_api, { userId, groupId }) => ({
		user_id: userId,
		organization_id: groupId,
		removed: true,
	}),
});
