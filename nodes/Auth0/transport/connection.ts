import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AccessToken } from './accessToken';
import { AuthenticationApi } from './authenticationApi';
import { Delivery } from './delivery';
import { connectionError } from './errors';
import { ManagementApi } from './managementApi';
import { BACKGROUND, withoutLongWaits, type RetryPolicy } from './retry';
import { Secrets } from './secrets';
import { CREDENTIAL, Sender, type Context } from './sender';
import { SignedFiles } from './signedFiles';
import type { Stopwatch } from './stopwatch';
import { readConnection } from './tenant';
import { shareLimits, TenantLimits } from './tenantLimits';

/** How long to wait for one answer, in seconds, where nobody chose. */
export const DEFAULT_TIMEOUT = 30;

/** The two APIs of a tenant, as the application of one credential sees them. */
export interface Auth0Connection {
	management: ManagementApi;
	/** It needs no permission. */
	authentication: AuthenticationApi;
	/** What Auth0 offers to download, at addresses that need no token. */
	files: SignedFiles;
	/** Ends it: what is under way goes on, and nothing more is sent. */
	close(): void;
}

/** What can be chosen about a connection; everything has a default. */
export interface ConnectOptions {
	/** The most requests in flight; by default as many as the tenant keeps up with. */
	requestsInFlight?: number;
	/** How long to wait for one answer. */
	timeoutMs?: number;
	retryPolicy?: RetryPolicy;
	/** Measures how long the rate limit holds requests back. */
	heldBack?: Stopwatch;
	/**
	 * Whether to keep the token for this execution, instead of having n8n store it: n8n stores one token a
	 * credential, and n8n 1.x replaces the expressions of the credential by what they come to then.
	 */
	keepsToken?: boolean;
	/** Whether to go by the limits that the connections of this process share, until it is closed. */
	sharesLimits?: boolean;
	/** Ends what is under way; by default, when the execution is cancelled. */
	signal?: AbortSignal;
}

/**
 * Connects for what has no items of its own: a list in the editor, a trigger.
 *
 * @throws NodeApiError when a field of the credential cannot be used
 */
export async function connect(context: Context, options: ConnectOptions): Promise<Auth0Connection> {
	return open(context, await context.getCredentials(CREDENTIAL), options);
}

/**
 * Connects: a token that is renewed on the way serves all requests of the Management API.
 *
 * @throws NodeApiError when a field of the credential cannot be used
 */
export function open(
	context: Context,
	credential: ICredentialDataDecryptedObject,
	{
		requestsInFlight,
		timeoutMs = DEFAULT_TIMEOUT * 1000,
		retryPolicy = BACKGROUND,
		heldBack,
		keepsToken = false,
		sharesLimits = false,
		signal = cancelSignalOf(context),
	}: ConnectOptions,
): Auth0Connection {
	try {
		const connection = readConnection(credential);
		const secrets = new Secrets(connection);
		const { maxWaitMs } = retryPolicy;
		const token = new AccessToken(context, credential, connection, secrets, {
			maxWaitMs,
			keepsToken,
			// It is the same for all items: a credential whose fields they resolve keeps its token.
			readStored: async () => (await context.getCredentials(CREDENTIAL, 0)).accessToken,
		});
		const sender = new Sender(context, token, connection, timeoutMs, secrets, signal);
		const { logger } = context;
		const { limits, leave } = sharesLimits
			? shareLimits(connection)
			: { limits: new TenantLimits(), leave: () => {} };
		const ended = new AbortController();
		const options = {
			requestsInFlight,
			retryPolicy,
			limits,
			heldBack,
			signal,
			ended: ended.signal,
			logger,
		};
		const authentication = new AuthenticationApi(context, connection, timeoutMs, secrets, {
			...options,
			retryPolicy: withoutLongWaits(retryPolicy),
		});
		const delivery = new Delivery(sender, options);
		const management = new ManagementApi(context, token, delivery, connection.audience);
		const files = new SignedFiles(context, timeoutMs, signal);
		const close = () => {
			ended.abort();
			leave();
		};
		return { management, authentication, files, close };
	} catch (error) {
		throw connectionError(context.getNode(), error);
	}
}

const cancelSignalOf = (context: Context): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
