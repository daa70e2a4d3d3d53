import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { aNumber, aText, isRecord, object } from './answers';
import { withDeadline } from './deadline';
import { describeNetworkFailure, timedOut, type NetworkFailure } from './network';
import { rawAnswer } from './request';
import { Secrets } from './secrets';
import { fingerprint, type VaultConnection } from './tenant';
import { refusalOf } from './tokenRefusal';
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

const storedToken = object<StoredToken>({
	token: aText,
	fingerprint: aText,
	issuedAt: aNumber,
	expiresAt: aNumber,
	scope: aText,
});

/** How long to wait for a token. */
export const TOKEN_TIMEOUT_MS = 10_000;
const RENEW_AHEAD_MS = 60_000;

// Auth0: access tokens of an API live for a day by default, and for 30 days at most.
const DEFAULT_LIFETIME_S = 86_400;
const MAX_LIFETIME_S = 30 * DEFAULT_LIFETIME_S;
// With less, every few requests would need a token of their own.
const MIN_LIFETIME_S = 2;

/**
 * Gets an access token with the client credentials grant and returns it in the form in which it is
 * stored: a JSON text of the token, what it was issued for, and its times.
 *
 * Source: Authentication API, POST /oauth/token.
 *
 * @throws VaultConnectionError in the words of the person who filled in the credential; the reason of the
 * signal when it aborts
 */
export async function requestToken(
	{ httpRequest }: IHttpRequestHelper['helpers'],
	connection: VaultConnection,
	signal?: AbortSignal,
	now = Date.now,
): Promise<string> {
	const { domain, clientId, clientSecret, audience } = connection;
	const issuedAt = now();
	const send = async (abortSignal: AbortSignal): Promise<unknown> =>
		await httpRequest({
			method: 'POST',
			url: `https://${domain}/oauth/token`,
			body: {
				grant_type: 'client_credentials',
				client_id: clientId,
				client_secret: clientSecret,
				audience,
			},
			json: true,
			encoding: 'text',
			timeout: TOKEN_TIMEOUT_MS,
			abortSignal,
			// A redirect would carry the client secret to a host that nobody has seen.
			disableFollowRedirect: true,
			// n8n takes a thrown 401 for an expired token, and would send the request twice.
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		}).catch((error: unknown) => {
			throw failed(describeNetworkFailure(error, domain));
		});
	const late = () => {
		throw failed(timedOut(domain));
	};
	const raw = rawAnswer(await withDeadline(send, TOKEN_TIMEOUT_MS, late, signal));
	const response = new Secrets(connection).parseAnswer(raw);
	const { statusCode, body } = response;
	const { access_token: token, expires_in: lifetime, scope } = readGrant(body);
	if (statusCode !== 200 || !token || lifetime === 0) {
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

const failed = ({ message, description, isPermanent }: NetworkFailure) =>
	new VaultConnectionError(message, description, { isTransient: !isPermanent });

interface Grant {
	access_token: string;
	expires_in: number;
	scope: string;
}

/** The fields of a successful answer, or nothing in place of what it does not hold. */
function readGrant(body: unknown): Grant {
	const grant: IDataObject = isRecord(body) ? body : {};
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return {
		access_token: text(grant.access_token),
		expires_in: lifetimeOf(grant.expires_in),
		scope: text(grant.scope),
	};
}

/**
 * The lifetime of a token, in seconds; 0 when there is none, as in no answer of Auth0. A time that
 * cannot be is taken for the default: a token that ends sooner is refused, and renewed then.
 */
function lifetimeOf(expiresIn: unknown): number {
	if (expiresIn === undefined || expiresIn === null) return 0;
	const seconds = Number(expiresIn);
	return seconds >= MIN_LIFETIME_S ? Math.min(seconds, MAX_LIFETIME_S) : DEFAULT_LIFETIME_S;
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

/** Whether a stored value holds another token than an older one, which was issued before it. */
export function isNewerToken(stored: unknown, older: unknown): boolean {
	const found = readToken(stored);
	const before = readToken(older);
	if (!found || !before || found.token === before.token) return false;
	return found.issuedAt >= before.issuedAt;
}

/** What is known of a stored token; undefined when there is none. */
export function readToken(stored: unknown): StoredToken | undefined {
	if (typeof stored !== 'string' || stored === '') return undefined;
	try {
		return storedToken(JSON.parse(stored));
	} catch {
		return undefined;
	}
}
