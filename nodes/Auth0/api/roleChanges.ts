import type { Management } from 'auth0';

import { listOf } from '../transport/answers';
import { PAGE_SIZE } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest, Subject } from '../transport/request';
import { isOfTenant, role, type Role } from './roles';

/** The properties of a role that is to be created. */
export type NewRole = Management.CreateRoleRequestContent;

/** What to change of a role. */
export type RoleChange = Management.UpdateRoleRequestContent;

/** What the panel calls the properties of a role. */
const LABELS: Record<string, string> = { name: 'Name', description: 'Description' };

const NAME_TAKEN: RefusalRule = {
	status: 409,
	message: 'The tenant already has a role with this name.',
	description: "Choose a different name in 'Name', or use Get Many to find the role.",
};

const subjectOf = (id: string): Subject => ({
	name: `Role “${id}”`,
	whenMissing: "Check 'Role'. The role may have been deleted in the meantime.",
});

/**
 * Retrieves a role.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/get-roles-by-id
 */
export const getRole = (id: string): ApiRequest<Role> => ({
	method: 'GET',
	path: path`/roles/${id}`,
	subject: subjectOf(id),
	answers: role,
});

/**
 * Creates a role of the tenant, and reconciles a creation whose answer is lost by the name, which only one
 * has.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/post-roles
 */
export const createRole = (body: NewRole): ApiRequest<Role, NewRole> => ({
	method: 'POST',
	path: '/roles',
	body,
	subject: {
		name: `Role “${body.name}”`,
		whenInDoubt: (id) =>
			`Its ID is ${id}. Auth0’s response to the creation was lost, so this run or another one created it. You can use it.`,
	},
	labels: LABELS,
	errors: [NAME_TAKEN],
	answers: role,
	lookUp: {
		requests: [
			{
				method: 'GET',
				path: '/roles',
				query: { name_filter: body.name, per_page: PAGE_SIZE },
				answers: listOf(role),
			},
		],
		matches: (found) => isOfTenant(found) && found.name === body.name,
		idOf: ({ id }) => id,
		createdAt: () => undefined,
	},
});

/**
 * Changes the name or the description of a role.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/patch-roles-by-id
 */
export const updateRole = (id: string, body: RoleChange): ApiRequest<Role, RoleChange> => ({
	method: 'PATCH',
	path: path`/roles/${id}`,
	body,
	subject: subjectOf(id),
	labels: LABELS,
	errors: [NAME_TAKEN],
	answers: role,
});

/**
 * Deletes a role, and takes it from everyone who has it.
 *
 * @see https://auth0.com/docs/api/management/v2/roles/delete-roles-by-id
 */
export const deleteRole = (id: string): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/roles/${id}`,
	subject: subjectOf(id),
	answers: () => undefined,
	answersText: () => undefined,
});
