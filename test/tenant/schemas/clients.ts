import {
	boolean,
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

export interface ListClientsQuery extends FieldsQuery, PageQuery, CheckpointQuery {
	is_global?: boolean;
	is_first_party?: boolean;
	app_type?: string;
	external_client_id?: string;
	q?: string;
}

/** GET /clients https://auth0.com/docs/api/management/v2/clients/get-clients */
export const listClientsQuery = parameters({
	...fieldsParameters,
	...pageParameters,
	per_page: described('Number of results per page', integer(0, 100)),
	...checkpointParameters,
	is_global: described('Optional filter on the global client parameter', boolean),
	is_first_party: described('Optional filter on first-party clients', boolean),
	app_type: described('Comma-separated list of application types', text()),
	external_client_id: described('Client ID Metadata Document URI', text(1, 120)),
	q: described('Advanced query in Lucene syntax', text()),
});
