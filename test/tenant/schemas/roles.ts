import {
	body,
	checkpointParameters,
	described,
	pageParameters,
	parameters,
	text,
	type CheckpointQuery,
	type PageQuery,
} from './parts';

export interface ListRolesQuery extends PageQuery {
	name_filter?: string;
}

export interface ListRoleUsersQuery extends PageQuery, CheckpointQuery {}

/** The body of POST and DELETE /users/{id}/roles. */
export interface RolesBody {
	roles: string[];
}

/** The body of POST and PATCH of a role. */
export interface RoleBody {
	name?: string;
	description?: string;
}

const roleProperties = {
	name: described('Name of the role', text()),
	description: described('Description of the role', text()),
};

/** POST /roles https://auth0.com/docs/api/management/v2/roles/post-roles */
export const createRoleBody = body(roleProperties, ['name']);

/** PATCH /roles/{id} https://auth0.com/docs/api/management/v2/roles/patch-roles-by-id */
export const updateRoleBody = body(roleProperties);

/** GET /roles https://auth0.com/docs/api/management/v2/roles/get-roles */
export const listRolesQuery = parameters({
	...pageParameters,
	name_filter: described('Optional filter on name (case-insensitive)', text()),
});

/** GET /roles/{id}/users https://auth0.com/docs/api/management/v2/roles/get-role-user */
export const listRoleUsersQuery = parameters({ ...pageParameters, ...checkpointParameters });

/** GET /users/{id}/roles https://auth0.com/docs/api/management/v2/users/get-user-roles */
export const pageQuery = parameters(pageParameters);

/** POST /users/{id}/roles https://auth0.com/docs/api/management/v2/users/post-user-roles */
export const rolesBody = body(
	{ roles: described('List of roles IDs', { type: 'array', minItems: 1, items: text(1) }) },
	['roles'],
);

/** The body of POST /roles/{id}/users. */
export interface RoleUsersBody {
	users: string[];
}

/** POST /roles/{id}/users https://auth0.com/docs/api/management/v2/roles/post-role-users */
export const roleUsersBody = body(
	{
		users: described('user_ids of the users to assign the role to', {
			type: 'array',
			items: text(),
		}),
	},
	['users'],
);
