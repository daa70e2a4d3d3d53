import type { FastifyInstance, FastifyReply } from 'fastify';

import { isDatabase, listConnections, toPublic } from '../connections';
import { ApiError, badRequest } from '../errors';
import { checkpointOf } from '../paging';
import {
	connectionClientsBody,
	connectionClientsQuery,
	deleteConnectionUserQuery,
	fieldsQuery,
	listConnectionsQuery,
	type CheckpointQuery,
	type ConnectionClientsBody,
	type DeleteConnectionUserQuery,
	type FieldsQuery,
	type ListConnectionsQuery,
} from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validConnectionsQuery = validator<ListConnectionsQuery>('query', listConnectionsQuery);
const validFieldsQuery = validator<FieldsQuery>('query', fieldsQuery);
const validClientsQuery = validator<CheckpointQuery>('query', connectionClientsQuery);
const validClientsBody = validator<ConnectionClientsBody>('body', connectionClientsBody);
const validUserQuery = validator<DeleteConnectionUserQuery>('query', deleteConnectionUserQuery);

/** What the documentation of the endpoint names. */
const MAX_CHANGES = 50;

/**
 * [get_connections], [get_connections_by_id], [get_status], [get_connection_clients], [patch_clients],
 * [delete_users_by_email]
 */
export function addConnectionRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, applications, connectionStates } = state;
	const require = (id: string) => {
		const found = users.connections.find((connection) => connection.id === id);
		if (found) return found;
		throw new ApiError(404, 'The connection does not exist', {
			errorCode: 'inexistent_connection',
		});
	};

	server.get('/api/v2/connections', (request) => {
		const scopes = authorize(state, request, ['read:connections']);
		return listConnections(users.connections, validConnectionsQuery(request.query), scopes);
	});
	server.get('/api/v2/connections/:id', (request: UserRequest) => {
		const scopes = authorize(state, request, ['read:connections']);
		const query = validFieldsQuery(request.query);
		return toPublic(require(request.params.id), query, scopes);
	});
	server.get('/api/v2/connections/:id/status', (request: UserRequest) => {
		authorize(state, request, ['read:connections']);
		const { id, strategy } = require(request.params.id);
		if (strategy === 'ad' && !connectionStates.offline.has(id)) return {};
		throw new ApiError(404, 'There is no active connector for this connection.');
	});
	server.get('/api/v2/connections/:id/clients', (request: UserRequest) => {
		authorize(state, request, ['read:connections']);
		const query = validClientsQuery(request.query);
		const enabled = connectionStates.applicationsOf(require(request.params.id).id);
		return checkpointOf(enabled, 'clients', query, (id) => id, {
			show: (client_id) => ({ client_id }),
		});
	});
	server.patch('/api/v2/connections/:id/clients', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:connections']);
		const changes = validClientsBody(request.body);
		const { id } = require(request.params.id);
		if (changes.length > MAX_CHANGES) throw badRequest('Too many clients.', 'invalid_body');
		for (const { client_id: clientId } of changes) {
			if (applications.find(clientId)) continue;
			throw new ApiError(404, 'The client does not exist', { errorCode: 'inexistent_client' });
		}
		for (const { client_id: clientId, status } of changes) {
			connectionStates.setEnabled(id, clientId, status);
		}
		return reply.code(204).send();
	});
	server.delete('/api/v2/connections/:id/users', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:users']);
		const { email } = validUserQuery(request.query);
		const connection = require(request.params.id);
		if (!isDatabase(connection)) throw badRequest('Connection must be a database connection');
		for (const { user_id: id, identities } of users.findByEmail(email)) {
			if (identities[0]?.connection === connection.name) users.delete(id);
		}
		return reply.code(204).send();
	});
}
