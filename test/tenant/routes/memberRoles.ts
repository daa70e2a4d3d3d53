import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Role } from '../catalogue';
import { ApiError, badRequest } from '../errors';
import { pageOf } from '../paging';
import { memberRolesBody, memberRolesQuery, type PageQuery, type RolesBody } from '../schemas';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize } from './request';

const MAX_ROLES = 50;

const validQuery = validator<PageQuery>('query', memberRolesQuery);
const validBody = validator<RolesBody>('body', memberRolesBody);

type MemberRequest = FastifyRequest<{ Params: { id: string; userId: string } }>;

const PATH = '/api/v2/organizations/:id/members/:userId/roles';

/** [get_organization_member_roles], [post_organization_member_roles], [delete_organization_member_roles] */
export function addMemberRoleRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	const rolesOf = (organization: string, userId: string) =>
		userData.organizationRoles.of(userId).filter((held) => held.organization === organization);
	/** @throws ApiError 400 for a user who is no member */
	const requireMember = (organization: string, userId: string) => {
		const isMember = userData.organizations.of(userId).some(({ id }) => id === organization);
		if (!isMember) throw badRequest('The user is not a member of the organization.');
	};
	server.get(PATH, (request: MemberRequest) => {
		authorize(state, request, ['read:organization_member_roles']);
		const query = validQuery(request.query);
		const { id } = catalogue.requireOrganization(request.params.id);
		const { user_id: userId } = users.require(checkUserId(request.params.userId, 'retrieve'));
		const roles = rolesOf(id, userId).map(({ role }) => role);
		return pageOf(roles, 'roles', query, toMemberRole);
	});
	server.post(PATH, (request: MemberRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_member_roles']);
		const { roles } = validBody(request.body);
		const { id } = catalogue.requireOrganization(request.params.id);
		const { user_id: userId } = users.require(checkUserId(request.params.userId, 'update'));
		requireMember(id, userId);
		const held = rolesOf(id, userId);
		const added = [...new Set(roles)]
			.map((roleId) => requireAssignable(catalogue.roles, roleId, id))
			.filter((role) => !held.some((other) => other.role.id === role.id));
		if (held.length + added.length > MAX_ROLES) {
			throw new ApiError(409, 'No more roles can be assigned to this organization member.');
		}
		for (const role of added) userData.organizationRoles.add(userId, { organization: id, role });
		return reply.code(204).send();
	});
	server.delete(PATH, (request: MemberRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:organization_member_roles']);
		const { roles } = validBody(request.body);
		const { id } = catalogue.requireOrganization(request.params.id);
		userData.organizationRoles.remove(
			request.params.userId,
			(held) => held.organization === id && roles.includes(held.role.id),
		);
		return reply.code(204).send();
	});
}

const toMemberRole = ({ id, name, description = '' }: Role) => ({ id, name, description });

/** @throws ApiError 400 for a role that is not there, and for that of another organization */
function requireAssignable(roles: Role[], roleId: string, organizationId: string): Role {
	const role = roles.find(({ id }) => id === roleId);
	if (!role) throw badRequest(`The role with id ${roleId} does not exist.`, 'inexistent_role');
	if (role.type === 'organization' && role.owner_id !== organizationId) {
		throw badRequest(`The role with id ${roleId} is a role of another organization.`);
	}
	return role;
}
