import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { listConnections } from './connections';
import { ApiError, notFound } from './errors';
import { grantToken } from './oauth';
import {
	createUserBody,
	fieldsQuery,
	listConnectionsQuery,
	listUsersQuery,
	updateUserBody,
	usersByEmailQuery,
	type CreateUserBody,
	type FieldsQuery,
	type ListConnectionsQuery,
	type ListUsersQuery,
	type UpdateUserBody,
	type UsersByEmailQuery,
} from './schemas';
import { searchUsers, select } from './search';
import type { TenantState } from './state';
import { updateUser } from './updates';
import { checkUserId, validator } from './validation';

const validCreateBody = validator<CreateUserBody>('body', createUserBody);
const validUpdateBody = validator<UpdateUserBody>('body', updateUserBody);
const validListQuery = validator<ListUsersQuery>('query', listUsersQuery);
const validFieldsQuery = validator<FieldsQuery>('query', fieldsQuery);
const validEmailQuery = validator<UsersByEmailQuery>('query', usersByEmailQuery);
const validConnectionsQuery = validator<ListConnectionsQuery>('query', listConnectionsQuery);

type UserRequest = FastifyRequest<{ Params: { id: string } }>;

/** Every address that the tenant answers. */
export function addRoutes(server: FastifyInstance, state: TenantState): void {
	const { users, issuer } = state;

	server.get('/.well-known/openid-configuration', () => ({
		issuer: `${issuer}/`,
		token_endpoint: `${issuer}/oauth/token`,
		jwks_uri: `${issuer}/.well-known/jwks.json`,
		grant_types_supported: ['client_credentials'],
	}));
	server.get('/.well-known/jwks.json', () => state.tokens.keys());
	server.post('/oauth/token', (request) =>
		grantToken(
			{ clients: Object.values(state.clients), audience: state.audience, tokens: state.tokens },
			Object(request.body),
		),
	);

	server.post('/api/v2/users', (request, reply) => {
		authorize(state, request, ['create:users']);
		return reply.code(201).send(users.create(validCreateBody(request.body)));
	});
	server.get('/api/v2/users', (request) => {
		authorize(state, request, ['read:users']);
		return searchUsers(users.all(), validListQuery(request.query));
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
		return updateUser(users, checkUserId(request.params.id, 'update'), body);
	});
	server.delete('/api/v2/users/:id', (request: UserRequest, reply: FastifyReply) => {
		authorize(state, request, ['delete:users', 'delete:current_user']);
		users.delete(checkUserId(request.params.id, 'delete'));
		return reply.code(204).send();
	});
	server.get('/api/v2/users-by-email', (request) => {
		authorize(state, request, ['read:users']);
		const query = validEmailQuery(request.query);
		return users.findByEmail(query.email).map((user) => select(user, query));
	});
	server.get('/api/v2/connections', (request) => {
		const scopes = authorize(state, request, ['read:connections']);
		return listConnections(users.connections, validConnectionsQuery(request.query), scopes);
	});
	server.setNotFoundHandler(() => {
		throw notFound();
	});
}

/**
 * @returns the scopes of the token
 * @throws ApiError 401 for a token that is not valid, 403 when it holds none of the scopes, or
 * only those for the user that it was issued to, which a client is not
 */
function authorize(state: TenantState, request: FastifyRequest, anyOf: string[]): string[] {
	const { clientId, scopes } = state.tokens.check(request.headers.authorization);
	request.entry.clientId = clientId;
	const held = anyOf.filter((scope) => scopes.includes(scope));
	if (held.length === 0) throw insufficientScope(anyOf);
	if (held.every((scope) => scope.includes(':current_user'))) {
		throw new ApiError(403, 'User to be acted on does not match subject in bearer token.');
	}
	return scopes;
}

const insufficientScope = (anyOf: string[]) =>
	new ApiError(403, `Insufficient scope, expected any of: ${anyOf.join(',')}`, {
		errorCode: 'insufficient_scope',
	});
