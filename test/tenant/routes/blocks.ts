import type { FastifyInstance, FastifyReply } from 'fastify';

import { blocksQuery, deleteBlocksQuery, userBlocksQuery, type BlocksQuery } from '../schemas';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validUserQuery = validator<object>('query', userBlocksQuery);
const validQuery = validator<BlocksQuery>('query', blocksQuery);
const validDeleteQuery = validator<BlocksQuery>('query', deleteBlocksQuery);

/**
 * [get_user-blocks_by_id], [delete_user-blocks_by_id], [get_user-blocks], [delete_user-blocks]:
 * the blocks of brute-force protection, which are not those of an administrator.
 */
export function addBlockRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, userData } = state;

	server.get('/api/v2/user-blocks/:id', (request: UserRequest) => {
		authorize(state, request, ['read:users']);
		const id = checkUserId(request.params.id, 'retrieve');
		validUserQuery(request.query);
		users.require(id);
		return { blocked_for: userData.blocks.of(id) };
	});
	server.delete('/api/v2/user-blocks/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['update:users']);
		const id = checkUserId(request.params.id, 'update');
		users.require(id);
		userData.blocks.remove(id);
		return reply.code(204).send();
	});
	server.get('/api/v2/user-blocks', (request) => {
		authorize(state, request, ['read:users']);
		const { identifier } = validQuery(request.query);
		const found = users.findByLogin(identifier);
		return { blocked_for: found.flatMap(({ user_id: id }) => userData.blocks.of(id)) };
	});
	server.delete('/api/v2/user-blocks', (request, reply) => {
		authorize(state, request, ['update:users']);
		const { identifier } = validDeleteQuery(request.query);
		for (const { user_id: id } of users.findByLogin(identifier)) userData.blocks.remove(id);
		return reply.code(204).send();
	});
}
