import type { FastifyInstance, FastifyReply } from 'fastify';

import { checkpointOf } from '../paging';
import {
	accessQuery,
	revokeAccessBody,
	type CheckpointQuery,
	type RevokeAccessBody,
} from '../schemas';
import type { TenantState } from '../state';
import type { UserData } from '../userData';
import { checkUserId, validator } from '../validation';
import { authorize, authorizeAll, type UserRequest } from './request';

const validQuery = validator<CheckpointQuery>('query', accessQuery);
const validRevokeBody = validator<RevokeAccessBody>('body', revokeAccessBody);

/**
 * [get_sessions_for_user], [delete_sessions_for_user], [get_refresh_tokens_for_user],
 * [delete_refresh_tokens_for_user], [user_revoke_access]
 */
export function addAccessRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, userData } = state;

	server.get('/api/v2/users/:id/sessions', (request: UserRequest) => {
		authorize(state, request, ['read:sessions']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validQuery(request.query);
		users.require(id);
		return checkpointOf(userData.sessions.of(id), 'sessions', query, (session) => session.id);
	});
	server.delete('/api/v2/users/:id/sessions', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:sessions']);
		const id = checkUserId(request.params.id, 'update');
		users.require(id);
		userData.sessions.remove(id);
		return reply.code(202).send({});
	});
	server.get('/api/v2/users/:id/refresh-tokens', (request: UserRequest) => {
		authorize(state, request, ['read:refresh_tokens']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validQuery(request.query);
		users.require(id);
		const tokens = userData.refreshTokens.of(id);
		return checkpointOf(tokens, 'tokens', query, (token) => token.id, { namesEmptyPage: true });
	});
	server.delete('/api/v2/users/:id/refresh-tokens', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:refresh_tokens']);
		const id = checkUserId(request.params.id, 'update');
		users.require(id);
		userData.refreshTokens.remove(id);
		return reply.code(202).send({});
	});
	server.post('/api/v2/users/:id/revoke-access', (request: UserRequest, reply: FastifyReply) => {
		authorizeAll(state, request, ['delete:sessions', 'delete:refresh_tokens']);
		const id = checkUserId(request.params.id, 'update');
		revokeAccess(userData, id, validRevokeBody(request.body ?? {}));
		return reply.code(202).send();
	});
}

/** All sessions, or the one that is named; with them their refresh tokens, unless preserved. */
function revokeAccess(
	{ sessions, refreshTokens }: UserData,
	userId: string,
	{ session_id: sessionId, preserve_refresh_tokens: preserve = false }: RevokeAccessBody,
) {
	sessions.remove(userId, ({ id }) => sessionId === undefined || id === sessionId);
	if (preserve) return;
	refreshTokens.remove(
		userId,
		(token) => sessionId === undefined || token.session_id === sessionId,
	);
}
