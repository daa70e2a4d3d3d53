import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Role } from '../catalogue';
import { badRequest } from '../errors';
import { toMember } from '../members';
import { listOf, pageOf } from '../paging';
import {
	listRoleUsersQuery,
	listRolesQuery,
	pageQuery,
	rolesBody,
	roleUsersBody,
	type ListRoleUsersQuery,
	type ListRolesQuery,
	type PageQuery,
	type RolesBody,
	type RoleUsersBody,
} from '../schemas';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize, authorizeAll, type UserRequest } from './request';

const MAX_ROLES = 50;

const validRolesQuery = validator<ListRolesQuery>('query', listRolesQuery);
const validRoleUsersQuery = validator<ListRoleUsersQuery>('query', listRoleUsersQuery);
const validPageQuery = validator<PageQuery>('query', pageQuery);
const validRoleUsersBody = validator<RoleUsersBody>('body', roleUsersBody);
const validRolesBody = validator<RolesBody>('body', rolesBody);

/** [get_roles], [get_roles_by_id], [get_role_user], [post_role_users], [get_user_roles], [post_user_roles], [delete_user_roles] */
export function addRoleRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	server.get('/api/v2/roles', (request) => {
		authorize(state, request, ['read:roles']);
		const query = validRolesQuery(request.query);
		const wanted = (query.name_filter ?? '').toLowerCase();
		const found = catalogue.roles.filter(({ name }) => name.toLowerCase().includes(wanted));
		return pageOf(found, 'roles', query);
	});
	server.get('/api/v2/roles/:id', (request: UserRequest) => {
		authorize(state, request, ['read:roles']);
		return catalogue.requireRole(request.params.id);
	});
	server.get('/api/v2/roles/:id/users', (request: UserRequest) => {
		authorizeAll(state, request, ['read:users', 'read:roles', 'read:role_members']);
		const query = validRoleUsersQuery(request.query);
		const { id } = catalogue.requireRole(request.params.id);
		const hasIt = (userId: string) => userData.roles.of(userId).some((role) => role.id === id);
		const members = users.all().filter(({ user_id: userId }) => hasIt(userId));
		return listOf(members, 'users', query, ({ user_id: userId }) => userId, toMember);
	});
	server.post('/api/v2/roles/:id/users', (request: UserRequest) => {
		authorize(state, request, ['update:roles']);
		const { users: given } = validRoleUsersBody(request.body);
		const { id } = catalogue.requireRole(request.params.id);
		if (given.some((userId) => !users.get(userId))) {
			throw badRequest('One or more users do not exist.');
		}
		for (const userId of given) assignRoles(state, userId, [id]);
		return {};
	});
	server.get('/api/v2/users/:id/roles', (request: UserRequest) => {
		authorizeAll(state, request, ['read:users', 'read:roles', 'read:role_members']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validPageQuery(request.query);
		return pageOf(userData.roles.of(users.require(id).user_id), 'roles', query, toUserRole);
	});
	server.post('/api/v2/users/:id/roles', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:users']);
		const id = checkUserId(request.params.id, 'update');
		const { roles } = validRolesBody(request.body);
		users.require(id);
		assignRoles(state, id, roles);
		return reply.code(204).send();
	});
	server.delete('/api/v2/users/:id/roles', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:users']);
		const id = checkUserId(request.params.id, 'update');
		const { roles } = validRolesBody(request.body);
		users.require(id);
		userData.roles.remove(id, (role) => roles.includes(role.id));
		return reply.code(204).send();
	});
}

/** The roles of a user do not say whose they are. */
const toUserRole = ({ id, name, description }: Role) => ({ id, name, description });

/** @throws ApiError 400 for a role that is not there or an organization's, and beyond the 50 that a user can have */
function assignRoles({ catalogue, userData }: TenantState, userId: string, ids: string[]) {
	const held = userData.roles.of(userId);
	const added = [...new Set(ids)]
		.map((id) => {
			const role = catalogue.roles.find((candidate) => candidate.id === id);
			if (!role) throw badRequest(`The role with id ${id} does not exist.`, 'inexistent_role');
			if (role.type === 'organization') {
				throw badRequest(`The role with id ${id} is a role of an organization.`);
			}
			return role;
		})
		.filter((role) => !held.some(({ id }) => id === role.id));
	if (held.length + added.length > MAX_ROLES) {
		throw badRequest('No more roles can be assigned to this user.');
	}
	userData.roles.add(userId, ...added);
}
