import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { withDeadline } from './deadline';
import { readConnection, type VaultConnection } from './tenant';
import { isNewerToken, readToken, requestToken, TOKEN_TIMEOUT_MS, usableToken } from './token';
import { TokenRenewals, type Renewed } from './tokenRenewals';
import { VaultConnectionError } from './vaultConnectionError';

/** Those of all credentials of this process. */
const renewals = new TokenRenewals();

/** Why the last renewal for a credential failed, by the object that holds its fields. */
const refusals = new WeakMap<ICredentialDataDecryptedObject, VaultConnectionError>();

interface RenewOptions {
	/** The token that is no longer wanted; by default, the one that the credential holds. */
	held?: unknown;
	/** Reads what n8n has stored as the token, which another execution may have renewed. */
	readStored?: () => Promise<unknown>;
	/** Aborts when the token is no longer waited for. */
	signal?: AbortSignal;
}

/**
 * Gets a token for a credential: the one that n8n has stored, if it is another one and can be used, or
 * else a new one. All who need one for the same fields at the same time share it, and the request for it.
 *
 * @throws VaultConnectionError that names the field, or has Auth0’s refusal; each caller has its own
 */
export async function renewToken(
	helpers: IHttpRequestHelper['helpers'],
	credential: ICredentialDataDecryptedObject,
	{ held = credential.accessToken, readStored, signal }: RenewOptions = {},
): Promise<Renewed> {
	refusals.delete(credential);
	const connection = readConnection(credential);
	const renew = async (end: AbortSignal): Promise<Renewed> => {
		const stored = readStored && (await findStored(readStored, connection, held));
		if (stored !== undefined) return { stored, isStored: true };
		return { stored: await requestToken(helpers, connection, end), isStored: false };
	};
	return await renewals.share(connection, { held, renew, signal }).catch((error: unknown) => {
		if (!(error instanceof VaultConnectionError)) throw error;
		const own = error.copy();
		refusals.set(credential, own);
		throw own;
	});
}

/**
 * Why the last `renewToken` failed. n8n wraps what a credential throws, and how depends on its
 * version: n8n 1.x keeps neither the error nor what it holds besides the message.
 */
export const refusalFor = (credential: ICredentialDataDecryptedObject) => refusals.get(credential);

/** Takes note that n8n has stored the token of a credential: from now on, it is there for all. */
export function recordStored(stored: unknown, connection: VaultConnection): void {
	renewals.recordStored(stored, connection);
}

/** What n8n has stored, if it can be used and is newer than the token in whose place it is needed. */
async function findStored(
	readStored: () => Promise<unknown>,
	connection: VaultConnection,
	held: unknown,
): Promise<string | undefined> {
	// A credential that cannot be read is no reason: n8n says why when it stores the token.
	const read = async () => await readStored().catch(() => undefined);
	const stored = await withDeadline(read, TOKEN_TIMEOUT_MS, () => undefined);
	if (typeof stored !== 'string' || usableToken(stored, connection) === undefined) return undefined;
	return readToken(held) && !isNewerToken(stored, held) ? undefined : stored;
}
