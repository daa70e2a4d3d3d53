import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { linkIdentity, unlinkIdentity } from '../identities';
import { linkBody, type LinkBody } from '../schemas';
import type { TenantState } from '../state';
import { checkProvider, checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const SCOPES = ['update:users', 'update:current_user_identities'];

const validLinkBody = validator<LinkBody>('body', linkBody);

type IdentityRequest = FastifyRequest<{
	Params: { id: string; provider: string; userId: string };
}>;

/** [post_identities], [delete_user_identity_by_user_id] */
export function addIdentityRoutes(server: FastifyInstance, state: TenantState): void {
	server.post('/api/v2/users/:id/identities', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, SCOPES);
		const id = checkUserId(request.params.id, 'update');
		return reply.code(201).send(linkIdentity(state.users, id, validLinkBody(request.body)));
	});
	server.delete('/api/v2/users/:id/identities/:provider/:userId', (request: IdentityRequest) => {
		authorize(state, request, SCOPES);
		const { id, provider, userId } = request.params;
		checkProvider(provider);
		return unlinkIdentity(state.users, checkUserId(id, 'update'), provider, userId);
	});
}
