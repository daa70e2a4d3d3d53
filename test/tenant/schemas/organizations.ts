import {
	body,
	checkpointParameters,
	described,
	fieldsParameters,
	integer,
	pageParameters,
	parameters,
	text,
	type CheckpointQuery,
	type FieldsQuery,
	type PageQuery,
} from './parts';

export interface ListOrganizationsQuery extends PageQuery, CheckpointQuery {
	sort?: string;
}

export interface ListMembersQuery extends PageQuery, CheckpointQuery, FieldsQuery {}

const organizationPages = {
	...pageParameters,
	page: described('Page index of the results to return', integer(0, 1000)),
};

/** GET /organizations https://auth0.com/docs/api/management/v2/organizations/get-organizations */
export const listOrganizationsQuery = parameters({
	...organizationPages,
	...checkpointParameters,
	sort: described('Field to sort by', text(0, 15)),
});

/** GET /users/{id}/organizations https://auth0.com/docs/api/management/v2/users/get-user-organizations */
export const userOrganizationsQuery = parameters(organizationPages);

/** GET /organizations/{id}/members https://auth0.com/docs/api/management/v2/organizations/get-members */
export const listMembersQuery = parameters({
	...organizationPages,
	...checkpointParameters,
	...fieldsParameters,
});

/** The body of POST and DELETE /organizations/{id}/members. */
export interface MembersBody {
	members: string[];
}

/** POST /organizations/{id}/members https://auth0.com/docs/api/management/v2/organizations/post-members */
export const membersBody = {
	...body(
		{ members: described('List of user IDs', { type: 'array', minItems: 1, items: text() }) },
		['members'],
	),
	additionalProperties: true,
};
