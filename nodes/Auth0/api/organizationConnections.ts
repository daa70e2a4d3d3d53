import type { Management } from 'auth0';

import { aText, anId, object, optional, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest, Subject } from '../transport/request';
import { chosenOrganization } from './organizations';

const enabledConnection = partOf<Management.OrganizationConnection>()({
	connection_id: anId,
	connection: optional(object({ name: optional(aText), strategy: optional(aText) })),
});

/** A connection with which people log in to an organization. */
export type EnabledConnection = ReturnType<typeof enabledConnection>;

/** How people log in with it. */
export type EnabledSettings = Management.UpdateOrganizationConnectionRequestContent;

/**
 * Lists the connections of an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections
 */
export const listEnabledConnections = (organizationId: string): ListRequest<EnabledConnection> => ({
	path: path`/organizations/${organizationId}/enabled_connections`,
	subject: chosenOrganization(organizationId),
	row: enabledConnection,
	rowId: 'connection_id',
});

/** What the panel calls the settings. */
const LABELS: Record<string, string> = {
	connection_id: 'Connection',
	assign_membership_on_login: 'Assign Membership on Login',
	is_signup_enabled: 'Enable Signup',
	show_as_button: 'Show as Button',
};

const NO_SIGNUP: RefusalRule = {
	status: 400,
	pattern: /is_signup_enabled = true/,
	message: 'Only database connections that assign membership on login can have signup.',
	description: "Turn on 'Assign Membership on Login', or turn off 'Enable Signup'.",
};

const connectionPath = (organizationId: string, connectionId: string) =>
	path`/organizations/${organizationId}/enabled_connections/${connectionId}`;

const subjectOf = (organizationId: string, connectionId: string): Subject => ({
	name: `Connection “${connectionId}” of organization “${organizationId}”`,
	whenMissing:
		"Check 'Organization' and 'Connection'. The connection may not be enabled for the organization: enable it with Add.",
});

/**
 * Retrieves a connection of an organization.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-enabled-connections-by-connection-id
 */
export const getEnabledConnection = (
	organizationId: string,
	connectionId: string,
): ApiRequest<EnabledConnection> => ({
	method: 'GET',
	path: connectionPath(organizationId, connectionId),
	subject: subjectOf(organizationId, connectionId),
	answers: enabledConnection,
});

/**
 * Enables a connection for an organization; a second time changes nothing.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/post-enabled-connections
 */
export const enableConnection = (
	organizationId: string,
	connectionId: string,
	settings: EnabledSettings,
): ApiRequest<EnabledConnection, Management.AddOrganizationConnectionRequestContent> => ({
	method: 'POST',
	isIdempotent: true,
	path: path`/organizations/${organizationId}/enabled_connections`,
	body: { connection_id: connectionId, ...settings },
	subject: {
		...chosenOrganization(organizationId),
		whenRefused:
			"Check 'Connection'. It must be one of the tenant, and an organization can have up to 10.",
	},
	labels: LABELS,
	errors: [NO_SIGNUP],
	answers: enabledConnection,
});

/**
 * Changes the settings that are given.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/patch-enabled-connections-by-connection-id
 */
export const updateEnabledConnection = (
	organizationId: string,
	connectionId: string,
	settings: EnabledSettings,
): ApiRequest<EnabledConnection, EnabledSettings> => ({
	method: 'PATCH',
	path: connectionPath(organizationId, connectionId),
	body: settings,
	subject: subjectOf(organizationId, connectionId),
	labels: LABELS,
	errors: [NO_SIGNUP],
	answers: enabledConnection,
});

/**
 * Disables a connection for an organization; it stays a connection of the tenant.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-enabled-connections-by-connection-id
 */
export const disableConnection = (
	organizationId: string,
	connectionId: string,
): ApiRequest<void> => ({
	method: 'DELETE',
	path: connectionPath(organizationId, connectionId),
	subject: subjectOf(organizationId, connectionId),
	answers: () => undefined,
	answersText: () => undefined,
});
