import type { FastifyInstance, FastifyRequest } from 'fastify';

import { ApiError } from '../errors';
import { listOf, pageOf } from '../paging';
import {
	listOrganizationsQuery,
	userOrganizationsQuery,
	type ListOrganizationsQuery,
	type PageQuery,
} from '../schemas';
import { sortBy } from '../search';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validListQuery = validator<ListOrganizationsQuery>('query', listOrganizationsQuery);
const validUserQuery = validator<PageQuery>('query', userOrganizationsQuery);

type NameRequest = FastifyRequest<{ Params: { name: string } }>;

/** [get_organizations], [get_name_by_name], [get_user_organizations] */
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
	server.get('/api/v2/users/:id/organizations', (request: UserRequest) => {
		authorize(state, request, ['read:organizations']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validUserQuery(request.query);
		users.require(id);
		return pageOf(userData.organizations.of(id), 'organizations', query);
	});
}
