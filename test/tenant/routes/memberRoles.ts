import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ApiError } from '../errors';
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

/** [get_organization_member_roles], [post_organization_member_roles] */
export function addMemberRoleRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, catalogue, userData } = state;

	server.get(PATH, (request: MemberRequest) => {
		authorize(state, request, ['read:organization_member_roles']);
		const query = validQuery(request.query);
		const { id } = catalogue.requireOrganization(request.params.id);
		const { user_id: userId } = users.require(checkUserId(request.params.userId, 'retrieve'));
		const held = userData.organizationRoles.of(userId).filter((one) => one.organization === id);
		return pageOf(
			held.map(({ role }) => role),
			'roles',
			query,
			({ id: roleId, name, description = '' }) => ({ id: roleId, name, description }),
		);
	});
	server.post(PATH, (request: MemberRequest, reply: FastifyReply) => {
		authorize(state, request, ['create:organization_member_roles']);
		const { roles } = validBody(request.body);
		const { id: organization } = catalogue.requireOrganization(request.params.id);
		const { user_id: userId } = users.require(checkUserId(request.params.userId, 'update'));
		const held = userData.organizationRoles
			.of(userId)
			.filter((one) => one.organization === organization);
		const added = roles
			.map((id) => catalogue.requireRole(id))
			.filter(({ id }) => !held.some(({ role }) => role.id === id));
		if (held.length + added.length > MAX_ROLES) {
			throw new ApiError(409, 'No more roles can be assigned to this organization member.');
		}
		userData.organizationRoles.add(userId, ...added.map((role) => ({ organization, role })));
		return reply.code(204).send();
	});
}
