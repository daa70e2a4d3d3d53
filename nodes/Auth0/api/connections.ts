import type { Management } from 'auth0';

import { anId, aText, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest, Subject } from '../transport/request';

const connection = partOf<Management.ConnectionForList>()({ name: aText });

/** A connection of the tenant, as far as the node relies on it. */
export type Connection = ReturnType<typeof connection>;

/**
 * Lists the connections in which users can be created: database and passwordless ones.
 *
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export const listConnectionsForUsers = (): ListRequest<Connection> => ({
	path: '/connections',
	query: { strategy: ['auth0', 'email', 'sms'], fields: 'name', include_fields: true },
	isCheckpoint: true,
	row: connection,
});

const namedConnection = partOf<Management.ConnectionForList>()({ id: anId, name: aText });

/** A connection of the tenant, by its ID and its name. */
export type NamedConnection = ReturnType<typeof namedConnection>;

/** Which connections to list. */
export interface ConnectionFilter {
	name?: string;
	/** Their kinds, such as `auth0` for databases. */
	strategy?: string[];
}

/**
 * Lists connections by their IDs and names.
 *
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export const listConnections = (filter: ConnectionFilter = {}): ListRequest<NamedConnection> => ({
	path: '/connections',
	query: { ...filter, fields: 'id,name', include_fields: true },
	isCheckpoint: true,
	row: namedConnection,
});

const shownConnection = partOf<Management.ConnectionForList>()({
	id: anId,
	name: aText,
	strategy: aText,
});

/** A connection with the properties that were asked for. */
type ShownConnection = ReturnType<typeof shownConnection>;

/** Its options contain secrets, and are not even fetched where nobody wants them. */
const queryOf = (hasOptions: boolean) =>
	hasOptions ? {} : { fields: 'options', include_fields: false };

/**
 * Lists connections.
 *
 * @param hasOptions whether with their options, which contain secrets
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export const listConnectionsWith = (
	hasOptions: boolean,
	filter: ConnectionFilter,
): ListRequest<ShownConnection> => ({
	path: '/connections',
	query: { ...filter, ...queryOf(hasOptions) },
	isCheckpoint: true,
	row: shownConnection,
});

/** A connection, as errors name it. */
export const subjectOfConnection = (id: string): Subject => ({
	name: `Connection “${id}”`,
	whenMissing:
		"Check 'Connection'. The connection may have been deleted. To see all of them, use Get Many.",
});

/**
 * Retrieves a connection.
 *
 * @param hasOptions whether with its options, which contain secrets
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections-by-id
 */
export const getConnection = (id: string, hasOptions = false): ApiRequest<ShownConnection> => ({
	method: 'GET',
	path: path`/connections/${id}`,
	query: queryOf(hasOptions),
	subject: subjectOfConnection(id),
	answers: shownConnection,
});

/**
 * Asks whether the connector of an AD/LDAP connection is online: Auth0 answers 404 where it is not, and
 * where there is no such connection.
 *
 * @see https://auth0.com/docs/api/management/v2/connections/get-status
 */
export const getConnectionStatus = (id: string): ApiRequest<void> => ({
	method: 'GET',
	path: path`/connections/${id}/status`,
	subject: { ...subjectOfConnection(id), whenRefused: 'Only AD/LDAP connections have a status.' },
	answers: () => undefined,
	answersText: () => undefined,
});

/** Whether a connection has a connector, so that it can be offline. */
export const hasConnector = ({ strategy }: ShownConnection) =>
	strategy === 'ad' || strategy === 'auth0-adldap';
