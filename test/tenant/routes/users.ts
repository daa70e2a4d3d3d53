import type { FastifyInstance, FastifyReply } from 'fastify';

import {
	createUserBody,
	fieldsQuery,
	listUsersQuery,
	updateUserBody,
	usersByEmailQuery,
	type CreateUserBody,
	type FieldsQuery,
	type ListUsersQuery,
	type UpdateUserBody,
	type UsersByEmailQuery,
} from '../schemas';
import { select } from '../search';
import type { TenantState } from '../state';
import type { EventType } from '../streams/events';
import { updateUser } from '../updates';
import { checkUserId, validator } from '../validation';
import { authorize, insufficientScope, type UserRequest } from './request';

const validCreateBody = validator<CreateUserBody>('body', createUserBody);
const validUpdateBody = validator<UpdateUserBody>('body', updateUserBody);
const validListQuery = validator<ListUsersQuery>('query', listUsersQuery);
const validFieldsQuery = validator<FieldsQuery>('query', fieldsQuery);
const validEmailQuery = validator<UsersByEmailQuery>('query', usersByEmailQuery);

/** The users themselves. */
export function addUserRoutes(server: FastifyInstance, state: TenantState): void {
	const { users } = state;
	const tell = (type: EventType, object: object) => {
		if (state.publishesChanges) state.publish({ type, object });
	};

	server.post('/api/v2/users', (request, reply) => {
		authorize(state, request, ['create:users']);
		const user = users.create(validCreateBody(request.body));
		tell('user.created', user);
		return reply.code(201).send(user);
	});
	server.get('/api/v2/users', (request) => {
		authorize(state, request, ['read:users']);
		return state.search.list(validListQuery(request.query));
	});
	server.get('/api/v2/users/:id', (request: UserRequest) => {
		authorize(state, request, ['read:users', 'read:user_idp_tokens', 'read:current_user']);
		const query = validFieldsQuery(request.query);
		return select(users.require(checkUserId(request.params.id, 'retrieve')), query);
	});
	server.patch('/api/v2/users/:id', (request: UserRequest) => {
		const scopes = authorize(state, request, [
			'update:users',
			'update:users_app_metadata',
			'update:current_user_metadata',
		]);
		const body = validUpdateBody(request.body);
		const appMetadataOnly = Object.keys(body).every((key) => key === 'app_metadata');
		if (!scopes.includes('update:users') && !appMetadataOnly)
			throw insufficientScope(['update:users']);
		const user = updateUser(users, checkUserId(request.params.id, 'update'), body);
		tell('user.updated', user);
		return user;
	});
	server.delete('/api/v2/users/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:users', 'delete:current_user']);
		const id = checkUserId(request.params.id, 'delete');
		const user = users.get(id);
		users.delete(id);
		if (user) tell('user.deleted', { ...user, deleted_at: new Date().toISOString() });
		return reply.code(204).send();
	});
	server.get('/api/v2/users-by-email', (request) => {
		authorize(state, request, ['read:users']);
		const query = validEmailQuery(request.query);
		return users.findByEmail(query.email).map((user) => select(user, query));
	});
}
