import type { FastifyRequest } from 'fastify';

import { ApiError } from '../errors';
import type { TenantState } from '../state';

export type UserRequest = FastifyRequest<{ Params: { id: string } }>;

/**
 * @returns the scopes of the token
 * @throws ApiError 401 for a token that is not valid, 403 when it holds none of the scopes, or
 * only those for the user that it was issued to, which a client is not
 */
export function authorize(state: TenantState, request: FastifyRequest, anyOf: string[]): string[] {
	const scopes = scopesOf(state, request);
	const held = anyOf.filter((scope) => scopes.includes(scope));
	if (held.length === 0) throw insufficientScope(anyOf);
	if (held.every((scope) => scope.includes(':current_user'))) {
		throw new ApiError(403, 'User to be acted on does not match subject in bearer token.');
	}
	return scopes;
}

/** @throws ApiError 401 for a token that is not valid, 403 when it lacks one of the scopes */
export function authorizeAll(state: TenantState, request: FastifyRequest, allOf: string[]): void {
	const scopes = scopesOf(state, request);
	if (!allOf.every((scope) => scopes.includes(scope))) throw insufficientScope(allOf, 'all');
}

function scopesOf(state: TenantState, request: FastifyRequest): string[] {
	const { clientId, scopes } = state.tokens.check(request.headers.authorization);
	request.entry.clientId = clientId;
	return scopes;
}

export const insufficientScope = (scopes: string[], quantity: 'any' | 'all' = 'any') =>
	new ApiError(403, `Insufficient scope, expected ${quantity} of: ${scopes.join(',')}`, {
		errorCode: 'insufficient_scope',
	});
