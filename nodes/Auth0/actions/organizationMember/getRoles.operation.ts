import { listMemberRoles } from '../../api/memberRoles';
import { listFields, readLimit } from '../../fields/listFields';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { readUser, userField, type UserReference } from '../../fields/user/userField';
import { readList } from '../../transport/paging';
import { userIdOf } from '../namedUsers';
import type { Operation } from '../operation';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { withTypes } from '../role/roles';
import { TO_TELL_ROLES } from './members';

interface Input {
	organization: OrganizationReference;
	user: UserReference;
	limit: number;
}

/** Lists the roles that a member has in an organization. */
export const getRoles: Operation<Input> = {
	option: {
		name: 'Get Roles',
		value: 'getRoles',
		action: 'Get roles of organization member',
		description: 'Retrieve the roles of a member',
	},
	permissions: {
		needs: ['read:organization_member_roles'],
		also: [TO_TELL_ROLES, TO_NAME_ORGANIZATION],
	},
	fields: [oneOrganizationField, userField, ...listFields, optionsField()],
	read: (item) => ({
		organization: readOrganizationReference(item),
		user: readUser(item),
		limit: readLimit(item),
	}),
	async execute({ organization, user, limit }, { management }) {
		const [id, userId] = await Promise.all([
			organizationIdOf(management, organization),
			userIdOf(user, management),
		]);
		return await withTypes(
			management,
			await readList(management, listMemberRoles(id, userId), limit),
		);
	},
};
