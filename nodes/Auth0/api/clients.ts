import type { Management } from 'auth0';

import { aText, anId, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest, Subject } from '../transport/request';

const application = partOf<Management.Client>()({ client_id: aText, name: aText });

/** An application of the tenant, as far as the node relies on it. */
export type Application = ReturnType<typeof application>;

/**
 * Lists the applications of the tenant by their names, without the global one.
 *
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export const listApplications = (): ListRequest<Application> => ({
	path: '/clients',
	query: { fields: 'client_id,name', include_fields: true, is_global: false },
	isCheckpoint: true,
	row: application,
});

/** The parameters that have Auth0 return some properties only. */
export interface PropertiesQuery {
	fields: string;
	include_fields: boolean;
}

/**
 * The properties of an application that Auth0 documents as names in `fields`, and that are no secrets:
 * others may be refused there.
 *
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
const NAMED_IN_FIELDS = new Set(
	(
		'client_id app_type name description callbacks oidc_logout allowed_origins web_origins tenant global ' +
		'jwt_configuration logo_uri allowed_clients sso client_metadata mobile allowed_logout_urls ' +
		'token_endpoint_auth_method is_first_party oidc_conformant is_token_endpoint_ip_header_trusted ' +
		'initiate_login_uri grant_types refresh_token organization_usage organization_require_behavior'
	).split(' '),
);

/** What Auth0 documents besides, and nobody is to read. */
const NEVER_FETCHED =
	'client_secret,encryption_key,addons,custom_login_page,form_template,client_authentication_methods';

/**
 * Has Auth0 return properties of an application without its secrets.
 *
 * @param names those that are needed; where Auth0 does not document one of them as a name, it returns all
 * but the secrets
 */
export function applicationFields(names: string[]): PropertiesQuery {
	return names.every((name) => NAMED_IN_FIELDS.has(name))
		? { fields: [...new Set(['client_id', ...names])].join(','), include_fields: true }
		: { fields: NEVER_FETCHED, include_fields: false };
}

const shownApplication = partOf<Management.Client>()({ client_id: anId });

/** An application with the properties that were asked for. */
type ShownApplication = ReturnType<typeof shownApplication>;

/** Which applications to list. */
export interface ApplicationFilter {
	/** The codes of their types; absent for all. */
	types?: string[];
	isFirstParty?: boolean;
	/** Whether the global one of the tenant, and no other; by default the others. */
	isGlobal?: boolean;
}

/**
 * Lists applications.
 *
 * @param fields as `applicationFields` makes them
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export const listApplicationsWith = (
	fields: PropertiesQuery,
	{ types, isFirstParty, isGlobal = false }: ApplicationFilter,
): ListRequest<ShownApplication> => ({
	path: '/clients',
	query: {
		...fields,
		is_global: isGlobal,
		...(types && { app_type: types.join(',') }),
		...(isFirstParty !== undefined && { is_first_party: isFirstParty }),
	},
	isCheckpoint: true,
	rowId: 'client_id',
	row: shownApplication,
});

const subjectOf = (id: string): Subject => ({
	name: `Application “${id}”`,
	whenMissing:
		"Check 'Application'. The application may have been deleted. To see all of them, use Get Many.",
});

/**
 * Retrieves an application.
 *
 * @param fields as `applicationFields` makes them
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients-by-id
 */
export const getApplication = (
	id: string,
	fields: PropertiesQuery,
): ApiRequest<ShownApplication> => ({
	method: 'GET',
	path: path`/clients/${id}`,
	query: { ...fields },
	subject: subjectOf(id),
	answers: shownApplication,
});
