import type { Management } from 'auth0';

import { anId, aText, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';

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

/**
 * Lists connections.
 *
 * @param filter only those of this name, or of this kind, such as `auth0` for databases
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export const listConnections = (
	filter: { name?: string; strategy?: string[] } = {},
): ListRequest<NamedConnection> => ({
	path: '/connections',
	query: { ...filter, fields: 'id,name', include_fields: true },
	isCheckpoint: true,
	row: namedConnection,
});
