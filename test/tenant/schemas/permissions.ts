import {
	body,
	boolean,
	described,
	pageParameters,
	parameters,
	text,
	type PageQuery,
} from './parts';

export interface ListResourceServersQuery extends PageQuery {
	identifiers?: string[];
	include_fields?: boolean;
}

/** The body of POST and DELETE /users/{id}/permissions. */
export interface PermissionsBody {
	permissions: Array<{ resource_server_identifier: string; permission_name: string }>;
}

/** GET /resource-servers https://auth0.com/docs/api/management/v2/resource-servers */
export const listResourceServersQuery = parameters({
	identifiers: described('An optional filter on the resource server identifier', {
		type: 'array',
		items: text(1),
	}),
	...pageParameters,
	include_fields: described('Whether specified fields are to be included', boolean),
});

const permission = body(
	{
		resource_server_identifier: described('Resource server (API) identifier', text()),
		permission_name: described('Name of this permission', text()),
	},
	['resource_server_identifier', 'permission_name'],
);

/** POST /users/{id}/permissions https://auth0.com/docs/api/management/v2/users/post-permissions */
export const permissionsBody = body(
	{
		permissions: described('List of permissions', {
			type: 'array',
			minItems: 1,
			items: permission,
		}),
	},
	['permissions'],
);
