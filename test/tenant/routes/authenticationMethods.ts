import type { FastifyInstance, FastifyReply } from 'fastify';

import { ApiError } from '../errors';
import { pageOf } from '../paging';
import { authenticationMethodsQuery, type PageQuery } from '../schemas';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const PATH = '/api/v2/users/:id/authentication-methods';

const validQuery = validator<PageQuery>('query', authenticationMethodsQuery);

/** [get_authentication-methods], [delete_authentication-methods] */
export function addAuthenticationMethodRoutes(server: FastifyInstance, state: TenantState): void {
	const { authenticationMethods } = state.userData;

	server.get(PATH, (request: UserRequest) => {
		authorize(state, request, ['read:authentication_methods']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validQuery(request.query);
		state.users.require(id);
		return pageOf(authenticationMethods.of(id), 'authenticators', query);
	});
	server.delete(PATH, (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:authentication_methods']);
		const id = checkUserId(request.params.id, 'update');
		if (authenticationMethods.of(id).some(({ type }) => type === 'passkey')) {
			throw new ApiError(
				403,
				'Operation not permitted when the user has registered at least 1 passkey',
			);
		}
		authenticationMethods.remove(id);
		return reply.code(204).send();
	});
}
