import type { Management } from 'auth0';

import { isRecord } from '../transport/answers';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest } from '../transport/request';
import {
	chosenOrganization,
	getOrganizationByName,
	organization,
	type Organization,
} from './organizations';

/** The properties of an organization that is to be created. */
export type NewOrganization = Management.CreateOrganizationRequestContent;

/** What to change of an organization. */
export type OrganizationChange = Management.UpdateOrganizationRequestContent;

/** How an organization looks on the login page. */
export type Branding = Management.OrganizationBranding;

/** A connection of an organization, and how people log in with it. */
export type ConnectionForOrganization = Management.ConnectionForOrganization;

/** How many connections Auth0 allows an organization to have. */
export const MAX_CONNECTIONS = 10;

/** What the panel calls the properties of an organization. */
const LABELS: Record<string, string> = {
	name: 'Name',
	display_name: 'Display Name',
	'branding.logo_url': 'Logo URL',
	'branding.colors.primary': 'Primary Color',
	'branding.colors.page_background': 'Page Background Color',
	metadata: 'Metadata',
	enabled_connections: 'Connections',
};

const NAME_TAKEN: RefusalRule = {
	status: 409,
	message: 'The tenant already has an organization with this name.',
	description:
		"Choose a different name in 'Name', or use Get to read the organization that has it.",
};

const CONNECTION_RULE: RefusalRule = {
	status: 400,
	pattern: /is_signup_enabled/,
	message: 'Only database connections that assign membership on login can have signup.',
	description: "Turn on 'Assign Membership on Login', or turn off 'Enable Signup'.",
};

/** The branding that an organization has, as it is sent: without what is not set. */
export function brandingOf({ branding }: Organization): Branding {
	const { logo_url: logo, colors } = isRecord(branding) ? branding : {};
	const { primary, page_background: background } = isRecord(colors) ? colors : {};
	return {
		...(typeof logo === 'string' && logo !== '' && { logo_url: logo }),
		...(typeof primary === 'string' &&
			typeof background === 'string' && { colors: { primary, page_background: background } }),
	};
}

/** The metadata that an organization has. */
export function metadataOf({ metadata }: Organization): Record<string, string> {
	const entries = Object.entries(isRecord(metadata) ? metadata : {});
	return Object.fromEntries(
		entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
	);
}

/**
 * Creates an organization, and reconciles a creation whose answer is lost by the name, which only one has.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/post-organizations
 */
export const createOrganization = (
	body: NewOrganization,
): ApiRequest<Organization, NewOrganization> => ({
	method: 'POST',
	path: '/organizations',
	body,
	subject: {
		name: `Organization “${body.name}”`,
		whenInDoubt: (id) =>
			`Its ID is ${id}. Auth0’s response to the creation was lost, so this run or another one created it. You can use it.`,
	},
	labels: LABELS,
	errors: [NAME_TAKEN, CONNECTION_RULE],
	answers: organization,
	lookUp: {
		requests: [
			{
				method: 'GET',
				path: getOrganizationByName(body.name).path,
				answers: (found) => [organization(found)],
			},
		],
		isMissingNothing: true,
		matches: ({ name }) => name === body.name,
		idOf: ({ id }) => id,
		createdAt: () => undefined,
	},
});

/**
 * Changes an organization. Of branding and metadata, what is sent takes the place of all that is there.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/patch-organizations-by-id
 */
export const updateOrganization = (
	id: string,
	body: OrganizationChange,
): ApiRequest<Organization, OrganizationChange> => ({
	method: 'PATCH',
	path: path`/organizations/${id}`,
	body,
	subject: chosenOrganization(id),
	labels: LABELS,
	errors: [NAME_TAKEN],
	answers: organization,
});

/**
 * Deletes an organization. Its members stay users of the tenant.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/delete-organizations-by-id
 */
export const deleteOrganization = (id: string): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/organizations/${id}`,
	subject: chosenOrganization(id),
	answers: () => undefined,
	answersText: () => undefined,
});
