import type { IHttpRequestHelper } from 'n8n-workflow';

import { describeNetworkFailure } from './network';
import { fingerprint, type VaultConnection } from './tenant';
import { refusalOf, type TokenResponse } from './tokenRefusal';
import { VaultConnectionError } from './vaultConnectionError';

/** An access token, as it is kept in the credential's hidden property. Times in epoch ms. */
interface StoredToken {
	token: string;
	fingerprint: string;
	issuedAt: number;
	expiresAt: number;
	/** The permissions that it carries, separated by spaces, as Auth0 named them. */
	scope: string;
}

/** How long to wait for a token. */
export const TOKEN_TIMEOUT_MS = 10_000;
const RENEW_AHEAD_MS = 60_000;

/**
 * Gets an access token with the client credentials grant and returns it in the form in which it is
 * stored: a JSON text of the token, what it was issued for, and its times.
 *
 * Source: Authentication API, POST /oauth/token.
 *
 * @throws VaultConnectionError in the words of the person who filled in the credential
 */
export async function requestToken(
	{ httpRequest }: IHttpRequestHelper['helpers'],
	connection: VaultConnection,
	now = Date.now,
): Promise<string> {
	const { domain, clientId, clientSecret, audience } = connection;
	const issuedAt = now();
	const response: TokenResponse = await httpRequest({
		method: 'POST',
		url: `https://${domain}/oauth/token`,
		body: {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			audience,
		},
		json: true,
		timeout: TOKEN_TIMEOUT_MS,
		// A redirect would carry the client secret to a host that nobody has seen.
		disableFollowRedirect: true,
		// n8n takes a thrown 401 for an expired token, and would send the request twice.
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	}).catch((error: unknown) => {
		const { summary, advice, isLasting } = describeNetworkFailure(error, domain);
		throw new VaultConnectionError(summary, advice, { isTemporary: !isLasting });
	});
	const { statusCode, body } = response;
	const { access_token: token, expires_in: lifetime, scope } = readGrant(body);
	if (statusCode !== 200 || !token || !(lifetime > 0)) {
		throw refusalOf(response, connection);
	}
	const stored: StoredToken = {
		token,
		fingerprint: fingerprint(connection),
		issuedAt,
		expiresAt: issuedAt + lifetime * 1000,
		scope,
	};
	return JSON.stringify(stored);
}

interface Grant {
	access_token: string;
	expires_in: number;
	scope: string;
}

/** The fields of a successful answer, or nothing in place of what it does not hold. */
function readGrant(body: unknown): Grant {
	const grant: { [key in keyof Grant]?: unknown } =
		typeof body === 'object' && body !== null ? body : {};
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return {
		access_token: text(grant.access_token),
		expires_in: Number(grant.expires_in ?? 0),
		scope: text(grant.scope),
	};
}

/**
 * The access token of a stored value, if it was issued for exactly this connection and is not about
 * to expire: it is renewed a minute ahead, or at half its life if it lives for less than two.
 *
 * @param stored what `requestToken` returned, or anything else, which holds no token
 */
export function usableToken(
	stored: unknown,
	connection: VaultConnection,
	now = Date.now,
): string | undefined {
	const found = readToken(stored);
	if (found?.fingerprint !== fingerprint(connection)) return undefined;
	const ahead = Math.min(RENEW_AHEAD_MS, (found.expiresAt - found.issuedAt) / 2);
	return now() < found.expiresAt - ahead ? found.token : undefined;
}

/** What is known of a stored token; undefined when there is none. */
export function readToken(stored: unknown): StoredToken | undefined {
	if (typeof stored !== 'string' || stored === '') return undefined;
	try {
		return JSON.parse(stored);
	} catch {
		return undefined;
	}
}
