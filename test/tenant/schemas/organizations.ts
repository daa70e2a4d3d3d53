import type { EnabledConnection } from '../catalogue';
import {
	body,
	boolean,
	checkpointParameters,
	described,
	email,
	fieldsParameters,
	integer,
	nullable,
	object,
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

/** The body of POST and PATCH of an organization. */
export interface OrganizationBody {
	name?: string;
	display_name?: string;
	branding?: object;
	metadata?: Record<string, string | null>;
	enabled_connections?: Array<Omit<EnabledConnection, 'connection'>>;
	token_quota?: object | null;
}

const color = { type: 'string', format: 'html-color' };
const quota = {
	...body(
		{
			client_credentials: {
				...body({
					enforce: boolean,
					per_day: integer(1, 2_147_483_647),
					per_hour: integer(1, 2_147_483_647),
				}),
				minProperties: 1,
			},
		},
		['client_credentials'],
	),
};

const organizationProperties = {
	name: described('The name of this organization', text(1, 50)),
	display_name: described('Friendly name of this organization', text(1, 255)),
	branding: described(
		'Theme defines how to style the login pages',
		body({
			logo_url: described('URL of logo to display on login page', {
				type: 'string',
				format: 'strict-https-uri-or-null',
			}),
			colors: body({ primary: color, page_background: color }, ['primary', 'page_background']),
		}),
	),
	metadata: described('Metadata associated with the organization', {
		type: 'object',
		additionalProperties: nullable(text(undefined, 255)),
		maxProperties: 25,
	}),
};

const connectionSettings = {
	assign_membership_on_login: boolean,
	show_as_button: boolean,
	is_signup_enabled: boolean,
};

/** POST /organizations https://auth0.com/docs/api/management/v2/organizations/post-organizations */
export const createOrganizationBody = body(
	{
		...organizationProperties,
		enabled_connections: described('Connections that will be enabled for this organization', {
			type: 'array',
			items: body({ connection_id: text(), ...connectionSettings }, ['connection_id']),
		}),
		token_quota: quota,
	},
	['name'],
);

/** PATCH /organizations/{id} https://auth0.com/docs/api/management/v2/organizations/patch-organizations-by-id */
export const updateOrganizationBody = body({
	...organizationProperties,
	token_quota: { ...quota, type: ['object', 'null'] },
});

/** GET /organizations https://auth0.com/docs/api/management/v2/organizations/get-organizations */
export const listOrganizationsQuery = parameters({
	...organizationPages,
	...checkpointParameters,
	sort: described('Field to sort by', text(0, 15)),
});

/** GET /users/{id}/organizations https://auth0.com/docs/api/management/v2/users/get-user-organizations */
export const userOrganizationsQuery = parameters(organizationPages);

/** GET /organizations/{id}/members/{user_id}/roles https://auth0.com/docs/api/management/v2/organizations/get-organization-member-roles */
export const memberRolesQuery = parameters(organizationPages);

/** POST and DELETE /organizations/{id}/members/{user_id}/roles */
export const memberRolesBody = body(
	{ roles: described('List of roles IDs', { type: 'array', minItems: 1, items: text() }) },
	['roles'],
);

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

/** GET /organizations/{id}/discovery-domains https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains */
export const listDiscoveryDomainsQuery = parameters(checkpointParameters);

/** The body of POST and PATCH of a discovery domain. */
export interface DiscoveryDomainBody {
	domain?: string;
	status?: 'pending' | 'verified';
	use_for_organization_discovery?: boolean;
}

const domainSettings = {
	status: described('The verification status of the discovery domain', {
		enum: ['pending', 'verified'],
	}),
	use_for_organization_discovery: described(
		'Indicates whether this domain should be used for organization discovery',
		boolean,
	),
};

/** POST /organizations/{id}/discovery-domains https://auth0.com/docs/api/management/v2/organizations/post-discovery-domains */
export const addDiscoveryDomainBody = body(
	{
		domain: described('The domain name to associate with the organization', text(3, 255)),
		...domainSettings,
	},
	['domain'],
);

/** PATCH /organizations/{id}/discovery-domains/{id} https://auth0.com/docs/api/management/v2/organizations/patch-discovery-domains-by-discovery-domain-id */
export const updateDiscoveryDomainBody = body(domainSettings);

export interface ListInvitationsQuery extends PageQuery, FieldsQuery {
	sort?: string;
}

/** GET /organizations/{id}/invitations https://auth0.com/docs/api/management/v2/organizations/get-invitations */
export const listInvitationsQuery = parameters({
	...pageParameters,
	...fieldsParameters,
	sort: described('Field to sort by', text()),
});

/** The body of POST /organizations/{id}/invitations. */
export interface InvitationBody {
	inviter: { name: string };
	invitee: { email: string };
	client_id: string;
	connection_id?: string;
	app_metadata?: Record<string, unknown>;
	user_metadata?: Record<string, unknown>;
	ttl_sec?: number;
	roles?: string[];
	send_invitation_email?: boolean;
}

/** POST /organizations/{id}/invitations https://auth0.com/docs/api/management/v2/organizations/post-invitations */
export const createInvitationBody = body(
	{
		inviter: body({ name: text(1, 300) }, ['name']),
		invitee: body({ email }, ['email']),
		client_id: text(),
		connection_id: text(),
		app_metadata: object,
		user_metadata: object,
		ttl_sec: integer(0, 2_592_000),
		roles: { type: 'array', minItems: 1, items: text() },
		send_invitation_email: boolean,
	},
	['inviter', 'invitee', 'client_id'],
);

/** The body of POST and PATCH of an enabled connection. */
export interface EnabledConnectionBody {
	assign_membership_on_login?: boolean;
	is_signup_enabled?: boolean;
	show_as_button?: boolean;
}

const enabledConnectionProperties = {
	assign_membership_on_login: boolean,
	is_signup_enabled: boolean,
	show_as_button: boolean,
};

/** POST /organizations/{id}/enabled_connections https://auth0.com/docs/api/management/v2/organizations/post-enabled-connections */
export const enableConnectionBody = body(
	{ connection_id: text(), ...enabledConnectionProperties },
	['connection_id'],
);

/** PATCH /organizations/{id}/enabled_connections/{connectionId} https://auth0.com/docs/api/management/v2/organizations/patch-enabled-connections-by-connection-id */
export const updateEnabledConnectionBody = body(enabledConnectionProperties);

/** The body of POST /self-service-profiles/{id}/sso-ticket, as far as the node sends it. */
export interface SsoTicketBody {
	connection_config?: { name: string };
	enabled_organizations?: Array<{ organization_id: string }>;
}

/** POST /self-service-profiles/{id}/sso-ticket https://auth0.com/docs/api/management/v2/self-service-profiles/post-sso-ticket */
export const ssoTicketBody = body({
	connection_config: body(
		{ name: { type: 'string', pattern: '^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$' } },
		['name'],
	),
	enabled_organizations: {
		type: 'array',
		items: body({ organization_id: text(undefined, 50) }, ['organization_id']),
	},
});
