import type { Management } from 'auth0';

import { aText, partOf } from '../transport/answers';
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
