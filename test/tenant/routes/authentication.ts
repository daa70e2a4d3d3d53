import type { FastifyInstance } from 'fastify';

import { grantToken } from '../oauth';
import type { TenantState } from '../state';

/** The Authentication API, which takes no token of the Management API. */
export function addAuthenticationRoutes(server: FastifyInstance, state: TenantState): void {
	const { issuer } = state;

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
}
