import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { EnabledConnection } from '../catalogue';
import { ApiError, badRequest } from '../errors';
import { pageOf } from '../paging';
import {
	enableConnectionBody,
	pageQuery,
	updateEnabledConnectionBody,
	type EnabledConnectionBody,
	type PageQuery,
} from '../schemas';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validQuery = validator<PageQuery>('query', pageQuery);
const validBody = validator<EnabledConnectionBody & { connection_id: string }>(
	'body',
	enableConnectionBody,
);
const validUpdate = validator<EnabledConnectionBody>('body', updateEnabledConnectionBody);

type ConnectionRequest = FastifyRequest<{ Params: { id: string; connectionId: string } }>;

const PATH = '/api/v2/organizations/:id/enabled_connections';

/**
 * [get_enabled_connections], [post_enabled_connections], [get_enabled_connections_by_connectionId],
 * [patch_enabled_connections_by_connectionId], [delete_enabled_connections_by_connectionId]
 */
export function addEnabledConnectionRoutes(server: FastifyInstance, state: TenantState): void {
	const { catalogue, users } = state;
	const { enabledConnections } = catalogue;

	const requireEnabled = ({ id, connectionId }: ConnectionRequest['params']) => {
		const { id: organizationId } = catalogue.requireOrganization(id);
		const found = enabledConnections
			.of(organizationId)
			.find((one) => one.connection_id === connectionId);
		if (found) return found;
		throw new ApiError(404, 'No connection found by that id');
	};
	server.get(PATH, (request: UserRequest) => {
		authorize(state, request, ['read:organization_connections']);
		const query = validQuery(request.query);
		const { id } = catalogue.requireOrganization(request.params.id);
		return pageOf(enabledConnections.of(id), 'enabled_connections', query);
	});
	server.post(PATH, (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_connections']);
		const { connection_id: connectionId, ...settings } = validBody(request.body);
		const { id } = catalogue.requireOrganization(request.params.id);
		const connection = users.connections.find((one) => one.id === connectionId);
		if (!connection) throw badRequest('The connection does not exist.', 'inexistent_connection');
		if (enabledConnections.of(id).some((one) => one.connection_id === connectionId)) {
			throw new ApiError(409, 'The connection is already enabled for the organization.');
		}
		const { name, strategy } = connection;
		const added: EnabledConnection = {
			connection_id: connectionId,
			assign_membership_on_login: false,
			show_as_button: true,
			...(strategy === 'auth0' && { is_signup_enabled: false }),
			...settings,
			connection: { name, strategy },
		};
		checkSignup(added);
		enabledConnections.add(id, added);
		return reply.code(201).send(added);
	});
	server.get(`${PATH}/:connectionId`, (request: ConnectionRequest) => {
		authorize(state, request, ['read:organization_connections']);
		return requireEnabled(request.params);
	});
	server.patch(`${PATH}/:connectionId`, (request: ConnectionRequest) => {
		authorize(state, request, ['update:organization_connections']);
		const settings = validUpdate(request.body);
		const found = requireEnabled(request.params);
		checkSignup({ ...found, ...settings });
		return Object.assign(found, settings);
	});
	server.delete(`${PATH}/:connectionId`, (request: ConnectionRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:organization_connections']);
		const { connection_id: connectionId } = requireEnabled(request.params);
		enabledConnections.remove(request.params.id, (one) => one.connection_id === connectionId);
		return reply.code(204).send();
	});
}

/** @throws ApiError 400 for signup without membership, or with a connection that is no database */
function checkSignup(one: EnabledConnection): void {
	const isPossible = one.assign_membership_on_login && one.connection.strategy === 'auth0';
	if (!one.is_signup_enabled || isPossible) return;
	throw badRequest(
		'Only database connections with assign_membership_on_login = true support is_signup_enabled = true.',
		'invalid_body',
	);
}
