import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Role } from '../catalogue';
import { ApiError, badRequest } from '../errors';
import { toMember } from '../members';
import { listOf, pageOf } from '../paging';
import {
	listMembersQuery,
	listOrganizationsQuery,
	membersBody,
	userOrganizationsQuery,
	type ListMembersQuery,
	type ListOrganizationsQuery,
	type MembersBody,
	type PageQuery,
} from '../schemas';
import { sortBy } from '../search';
import type { TenantState } from '../state';
import type { User } from '../users';
import { checkUserId, validator } from '../validation';
import { authorize, insufficientScope, type UserRequest } from './request';

const validListQuery = validator<ListOrganizationsQuery>('query', listOrganizationsQuery);
const validMembersBody = validator<MembersBody>('body', membersBody);
const validUserQuery = validator<PageQuery>('query', userOrganizationsQuery);

const validMembersQuery = validator<ListMembersQuery>('query', listMembersQuery);

type NameRequest = FastifyRequest<{ Params: { name: string } }>;

/** [get_organizations], [get_name_by_name], [get_organizations_by_id], [get_members], [post_members], [delete_members], [get_user_organizations] */
export function addOrganizationRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	server.get('/api/v2/organizations', (request) => {
		authorize(state, request, ['read:organizations', 'read:organizations_summary']);
		const query = validListQuery(request.query);
		const sorted = sortBy(catalogue.organizations, query.sort ?? '');
		return listOf(sorted, 'organizations', query, ({ id }) => id);
	});
	server.get('/api/v2/organizations/name/:name', (request: NameRequest) => {
		authorize(state, request, ['read:organizations']);
		const { name } = request.params;
		const found = catalogue.organizations.find((organization) => organization.name === name);
		if (found) return found;
		throw new ApiError(404, 'No organization found by that id or name');
	});
	server.get('/api/v2/organizations/:id', (request: UserRequest) => {
		authorize(state, request, ['read:organizations', 'read:organizations_summary']);
		return catalogue.requireOrganization(request.params.id);
	});
	server.get('/api/v2/organizations/:id/members', (request: UserRequest) => {
		const scopes = authorize(state, request, ['read:organization_members']);
		const query = validMembersQuery(request.query);
		const { id } = catalogue.requireOrganization(request.params.id);
		const wanted = query.fields?.split(',');
		if (wanted?.includes('roles') && !scopes.includes('read:organization_member_roles')) {
			throw insufficientScope(['read:organization_member_roles']);
		}
		const isMember = (userId: string) =>
			userData.organizations.of(userId).some((organization) => organization.id === id);
		const members = users.all().filter(({ user_id: userId }) => isMember(userId));
		const show = (user: User) => {
			if (!wanted) return toMember(user);
			const roles = userData.organizationRoles.of(user.user_id);
			const held = roles.filter((role) => role.organization === id);
			const all = { ...toMember(user), roles: held.map(({ role }) => toRole(role)) };
			return Object.fromEntries(Object.entries(all).filter(([key]) => wanted.includes(key)));
		};
		return listOf(members, 'members', query, ({ user_id: userId }) => userId, show);
	});
	server.post('/api/v2/organizations/:id/members', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_members']);
		const { members } = validMembersBody(request.body);
		const organization = catalogue.requireOrganization(request.params.id);
		if (members.some((id) => !users.get(id))) throw badRequest('One or more users do not exist.');
		for (const id of members) {
			const isMember = userData.organizations.of(id).some((other) => other.id === organization.id);
			if (!isMember) userData.organizations.add(id, organization);
		}
		return reply.code(204).send();
	});
	server.delete(
		'/api/v2/organizations/:id/members',
		(request: UserRequest, reply: FastifyReply) => {
			authorize(state, request, ['delete:organization_members']);
			const { members } = validMembersBody(request.body);
			const { id } = catalogue.requireOrganization(request.params.id);
			for (const userId of members) {
				userData.organizations.remove(userId, (organization) => organization.id === id);
				userData.organizationRoles.remove(userId, (held) => held.organization === id);
			}
			return reply.code(204).send();
		},
	);
	server.get('/api/v2/users/:id/organizations', (request: UserRequest) => {
		authorize(state, request, ['read:organizations']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validUserQuery(request.query);
		users.require(id);
		return pageOf(userData.organizations.of(id), 'organizations', query);
	});
}

const toRole = ({ id, name }: Role) => ({ id, name });
