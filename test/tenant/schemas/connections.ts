import {
	checkpointParameters,
	described,
	fieldsParameters,
	pageParameters,
	parameters,
	PROVIDERS,
	text,
	type CheckpointQuery,
	type FieldsQuery,
	type PageQuery,
} from './parts';

export interface ListConnectionsQuery extends FieldsQuery, PageQuery, CheckpointQuery {
	strategy?: string[];
	name?: string;
}

/** GET /connections https://auth0.com/docs/api/management/v2/connections/get-connections */
export const listConnectionsQuery = parameters({
	...pageParameters,
	...checkpointParameters,
	strategy: described('Provide strategies to only retrieve such connections', {
		type: 'array',
		items: { type: 'string', enum: [...PROVIDERS, 'auth0-adldap'] },
	}),
	name: described('Provide the name of the connection to retrieve', text()),
	...fieldsParameters,
});
