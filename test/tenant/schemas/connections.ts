import type { SchemaObject } from 'ajv';

import {
	boolean,
	checkpointParameters,
	described,
	integer,
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

/** GET /connections/{id}/clients https://auth0.com/docs/api/management/v2/connections/get-connection-clients */
export const connectionClientsQuery = parameters({
	from: described('Optional Id from which to start selection', text(0, 1000)),
	take: described('Number of results per page', integer(1, 1000)),
});

export type ConnectionClientsBody = Array<{ client_id: string; status: boolean }>;

/** PATCH /connections/{id}/clients https://auth0.com/docs/api/management/v2/connections/patch-clients */
export const connectionClientsBody: SchemaObject = {
	type: 'array',
	minItems: 1,
	items: {
		type: 'object',
		required: ['client_id', 'status'],
		additionalProperties: false,
		properties: { client_id: text(), status: boolean },
	},
};

export interface DeleteConnectionUserQuery {
	email: string;
}

/** DELETE /connections/{id}/users https://auth0.com/docs/api/management/v2/connections/delete-users-by-email */
export const deleteConnectionUserQuery = parameters(
	{ email: described('The email of the user to delete', text()) },
	['email'],
);
