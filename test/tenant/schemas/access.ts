import {
	body,
	boolean,
	checkpointParameters,
	described,
	integer,
	pageParameters,
	parameters,
	text,
	fieldsParameters,
	type CheckpointQuery,
	type FieldsQuery,
	type PageQuery,
} from './parts';

/** The body of POST /users/{id}/revoke-access. */
export interface RevokeAccessBody {
	session_id?: string;
	preserve_refresh_tokens?: boolean;
}

export interface ListLogsQuery extends PageQuery {
	sort?: string;
}

export interface ListTenantLogsQuery extends ListLogsQuery, CheckpointQuery, FieldsQuery {
	q?: string;
	search?: string;
}

/** GET /users/{id}/sessions https://auth0.com/docs/api/management/v2/users/get-sessions-for-user */
export const accessQuery = parameters({
	include_totals: pageParameters.include_totals,
	...checkpointParameters,
});

/** POST /users/{id}/revoke-access https://auth0.com/docs/api/management/v2/users/user-revoke-access */
export const revokeAccessBody = body({
	session_id: described('ID of the session to revoke', text(0, 50)),
	preserve_refresh_tokens: described('Whether to preserve the refresh tokens', boolean),
});

/** GET /users/{id}/authentication-methods https://auth0.com/docs/api/management/v2/users/get-authentication-methods */
export const authenticationMethodsQuery = parameters({
	...pageParameters,
	per_page: described('Number of results per page', integer(0, 100)),
});

/** GET /users/{id}/logs https://auth0.com/docs/api/management/v2/users/get-logs-by-user */
export const listLogsQuery = parameters({
	...pageParameters,
	sort: described('Field to sort by', text()),
});

/** GET /logs https://auth0.com/docs/api/management/v2/logs/get-logs */
export const listTenantLogsQuery = parameters({
	...pageParameters,
	per_page: described('Number of results per page', integer(0, 100)),
	sort: described('Field to use for sorting', text()),
	...fieldsParameters,
	from: described('Log Event Id from which to start selection from', text()),
	take: described('Number of entries to retrieve when using the from parameter', integer(0)),
	q: described('Search criteria', text()),
	search: described('Retrieves logs that match the specified search criteria', text()),
});
