import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Role } from '../catalogue';
import { ApiError } from '../errors';
import { pageOf } from '../paging';
import {
	createRoleBody,
	pageQuery,
	permissionsBody,
	updateRoleBody,
	type PageQuery,
	type PermissionsBody,
	type RoleBody,
} from '../schemas';
import type { TenantState } from '../state';
import { isSamePermission } from '../userData';
import { validator } from '../validation';
import { checkExists, describePermission } from './permissions';
import { authorize, type UserRequest } from './request';

const validCreateBody = validator<RoleBody & Pick<Role, 'name'>>('body', createRoleBody);
const validUpdateBody = validator<RoleBody>('body', updateRoleBody);
const validPageQuery = validator<PageQuery>('query', pageQuery);
const validPermissionsBody = validator<PermissionsBody>('body', permissionsBody);

/**
 * [post_roles], [patch_roles_by_id], [delete_roles_by_id], [get_role_permission],
 * [post_role_permission_assignment], [delete_role_permission_assignment]
 */
export function addRoleChangeRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	const checkName = (name?: string, id?: string) => {
		const isTaken = catalogue.roles.some(
			(role) => role.name === name && role.id !== id && role.type !== 'organization',
		);
		if (isTaken) throw new ApiError(409, 'The role already exists.');
	};
	server.post('/api/v2/roles', (request) => {
		authorize(state, request, ['create:roles']);
		const body = validCreateBody(request.body);
		checkName(body.name);
		return catalogue.addRole(body);
	});
	server.patch('/api/v2/roles/:id', (request: UserRequest) => {
		authorize(state, request, ['update:roles']);
		const body = validUpdateBody(request.body);
		const role = catalogue.requireRole(request.params.id);
		checkName(body.name, role.id);
		return Object.assign(role, body);
	});
	server.delete('/api/v2/roles/:id', (request: UserRequest) => {
		authorize(state, request, ['delete:roles']);
		const { id } = catalogue.requireRole(request.params.id);
		catalogue.roles.splice(0, Infinity, ...catalogue.roles.filter((role) => role.id !== id));
		for (const { user_id: userId } of users.all()) {
			userData.roles.remove(userId, (role) => role.id === id);
		}
		return {};
	});
	server.get('/api/v2/roles/:id/permissions', (request: UserRequest) => {
		authorize(state, request, ['read:roles']);
		const query = validPageQuery(request.query);
		const { id } = catalogue.requireRole(request.params.id);
		const held = catalogue.rolePermissions.of(id);
		const shown = held.map((one) => describePermission(one, catalogue.resourceServers));
		return pageOf(shown, 'permissions', query);
	});
	server.post('/api/v2/roles/:id/permissions', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:roles']);
		const { permissions } = validPermissionsBody(request.body);
		const { id } = catalogue.requireRole(request.params.id);
		for (const permission of permissions) {
			checkExists(permission, catalogue.resourceServers);
			catalogue.rolePermissions.remove(id, (held) => isSamePermission(held, permission));
			catalogue.rolePermissions.add(id, permission);
		}
		return reply.code(201).send({});
	});
	server.delete('/api/v2/roles/:id/permissions', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:roles']);
		const { permissions } = validPermissionsBody(request.body);
		const { id } = catalogue.requireRole(request.params.id);
		catalogue.rolePermissions.remove(id, (held) =>
			permissions.some((one) => isSamePermission(one, held)),
		);
		return reply.code(204).send();
	});
}
