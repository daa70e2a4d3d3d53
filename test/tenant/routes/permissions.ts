import type { FastifyInstance, FastifyReply } from 'fastify';

import type { ResourceServer } from '../catalogue';
import { ApiError, badRequest } from '../errors';
import { pageOf } from '../paging';
import {
	listResourceServersQuery,
	pageQuery,
	permissionsBody,
	type ListResourceServersQuery,
	type PageQuery,
	type PermissionsBody,
} from '../schemas';
import type { TenantState } from '../state';
import { isSamePermission, type Permission } from '../userData';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const MAX_PERMISSIONS = 1000;

const validServersQuery = validator<ListResourceServersQuery>('query', listResourceServersQuery);
const validPageQuery = validator<PageQuery>('query', pageQuery);
const validPermissionsBody = validator<PermissionsBody>('body', permissionsBody);

/** [get_resource-servers], [get_resource-servers_by_id], [get_permissions], [post_permissions], [delete_permissions] */
export function addPermissionRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	server.get('/api/v2/resource-servers', (request) => {
		authorize(state, request, ['read:resource_servers']);
		const query = validServersQuery(request.query);
		const found = catalogue.resourceServers.filter(
			({ identifier }) => query.identifiers?.includes(identifier) ?? true,
		);
		return pageOf(found, 'resource_servers', query);
	});
	server.get('/api/v2/resource-servers/:id', (request: UserRequest) => {
		authorize(state, request, ['read:resource_servers']);
		const { id: wanted } = request.params;
		const found = catalogue.resourceServers.find(
			({ id, identifier }) => id === wanted || identifier === wanted,
		);
		if (found) return found;
		throw new ApiError(404, 'The resource server does not exist', {
			errorCode: 'inexistent_resource_server',
		});
	});
	server.get('/api/v2/users/:id/permissions', (request: UserRequest) => {
		authorize(state, request, ['read:users']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validPageQuery(request.query);
		users.require(id);
		const shown = userData.permissions.of(id).map((permission) => ({
			...describePermission(permission, catalogue.resourceServers),
			sources: [{ source_id: '', source_name: '', source_type: 'DIRECT' }],
		}));
		shown.sort((one, other) => (one.permission_name < other.permission_name ? -1 : 1));
		return pageOf(shown, 'permissions', query);
	});
	server.post('/api/v2/users/:id/permissions', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:users']);
		const id = checkUserId(request.params.id, 'update');
		const { permissions } = validPermissionsBody(request.body);
		users.require(id);
		grant(state, id, permissions);
		return reply.code(201).send({});
	});
	server.delete('/api/v2/users/:id/permissions', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:users']);
		const id = checkUserId(request.params.id, 'update');
		const { permissions } = validPermissionsBody(request.body);
		users.require(id);
		userData.permissions.remove(id, (held) =>
			permissions.some((one) => isSamePermission(one, held)),
		);
		return reply.code(204).send();
	});
}

/** @throws ApiError 400 for a permission that no API has, and beyond 1,000 direct ones */
function grant({ catalogue, userData }: TenantState, userId: string, permissions: Permission[]) {
	const added: Permission[] = [];
	const held = userData.permissions.of(userId);
	for (const permission of permissions) {
		checkExists(permission, catalogue.resourceServers);
		if (![...held, ...added].some((one) => isSamePermission(one, permission)))
			added.push(permission);
	}
	if (held.length + added.length > MAX_PERMISSIONS) {
		throw badRequest('No more permissions can be assigned to this user.');
	}
	userData.permissions.add(userId, ...added);
}

/** @throws ApiError 400 for a permission that no API has */
export function checkExists(
	{ resource_server_identifier: identifier, permission_name: name }: Permission,
	servers: ResourceServer[],
) {
	const server = servers.find((candidate) => candidate.identifier === identifier);
	if (!server) {
		throw badRequest(`The resource server ${identifier} does not exist.`, 'inexistent_resource');
	}
	if (!server.scopes.some(({ value }) => value === name)) {
		throw badRequest(`The permission ${name} does not exist in ${identifier}.`);
	}
}

/** A permission with the words of its API. */
export function describePermission(permission: Permission, servers: ResourceServer[]) {
	const server = servers.find(
		({ identifier }) => identifier === permission.resource_server_identifier,
	);
	const scope = server?.scopes.find(({ value }) => value === permission.permission_name);
	return {
		...permission,
		resource_server_name: server?.name,
		description: scope?.description,
	};
}
