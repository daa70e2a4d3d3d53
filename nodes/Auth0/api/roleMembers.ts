import type { Management } from 'auth0';

import { path } from '../transport/path';
import type { ApiCommand } from '../transport/request';
import { nobodyRule } from './userRefusals';

/** How many users get a role, or lose one, by one request. Auth0 documents no limit. */
export const ROLE_MEMBERS_A_REQUEST = 50;

/**
 * Gives a role to users, besides the roles that they have; whoever has it already keeps it.
 *
 * @param users their user IDs, ROLE_MEMBERS_A_REQUEST at most
 * @see https://auth0.com/docs/api/management/v2/roles/post-role-users
 */
export const addRoleMembers = (
	roleId: string,
	users: string[],
): ApiCommand<Management.AssignRoleUsersRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	path: path`/roles/${roleId}/users`,
	body: { users },
	subject: {
		name: users.length === 1 ? `Role “${roleId}” or user “${users[0]}”` : `Role “${roleId}”`,
		whenMissing: "Check 'Role' and 'User'. They may have been deleted in the meantime.",
		whenRefused:
			"Check 'Role' and 'User'. The role must be one of the tenant, not of an organization, and the user must exist.",
	},
	labels: { users: 'User' },
	errors: nobodyRule(users),
});
