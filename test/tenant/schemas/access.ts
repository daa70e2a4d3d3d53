import {
	body,
	boolean,
	checkpointParameters,
	described,
	integer,
	pageParameters,
	parameters,
	text,
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
