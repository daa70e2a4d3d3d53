import type { FastifyInstance } from 'fastify';

import { listConnections } from '../connections';
import { listConnectionsQuery, type ListConnectionsQuery } from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize } from './request';

const validConnectionsQuery = validator<ListConnectionsQuery>('query', listConnectionsQuery);

/** [get_connections] */
export function addConnectionRoutes(server: FastifyInstance, state: TenantState): void {
	server.get('/api/v2/connections', (request) => {
		const scopes = authorize(state, request, ['read:connections']);
		return listConnections(state.users.connections, validConnectionsQuery(request.query), scopes);
	});
}
