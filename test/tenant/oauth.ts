import type { RegisteredClient } from './clients';
import { OAuthError } from './errors';
import type { Tokens } from './tokens';

/** What the token endpoint needs to know of the tenant. */
interface Issuer {
	clients: RegisteredClient[];
	audience: string;
	tokens: Tokens;
}

interface TokenRequest {
	grant_type?: unknown;
	client_id?: unknown;
	client_secret?: unknown;
	audience?: unknown;
}

/**
 * POST /oauth/token for the client credentials grant.
 * Source: https://auth0.com/docs/api/authentication/client-credential-flow
 *
 * @throws OAuthError in Auth0's words
 */
export function grantToken({ clients, audience, tokens }: Issuer, request: TokenRequest) {
	if (request.grant_type === undefined) {
		throw new OAuthError(403, 'invalid_request', 'Missing required parameter: grant_type');
	}
	if (request.grant_type !== 'client_credentials') {
		throw new OAuthError(
			403,
			'unsupported_grant_type',
			`Unsupported grant type: ${String(request.grant_type)}`,
		);
	}
	const client = clients.find(
		({ clientId, clientSecret }) =>
			clientId === request.client_id && clientSecret === request.client_secret,
	);
	if (!client) throw new OAuthError(401, 'access_denied', 'Unauthorized');
	if (!client.grantTypes.includes('client_credentials')) {
		throw new OAuthError(
			403,
			'unauthorized_client',
			"Grant type 'client_credentials' not allowed for the client.",
		);
	}
	if (request.audience !== audience) {
		throw new OAuthError(
			403,
			'access_denied',
			`Service not found: ${String(request.audience ?? '')}`,
		);
	}
	if (!client.hasGrant) {
		throw new OAuthError(
			403,
			'access_denied',
			`Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`,
		);
	}
	return {
		access_token: tokens.issue(client),
		scope: client.scope,
		expires_in: tokens.lifetimeSeconds,
		token_type: 'Bearer',
	};
}
