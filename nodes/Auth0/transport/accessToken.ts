import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	INode,
	NodeApiError,
} from 'n8n-workflow';

import { connectionError } from './errors';
import { lacksPermission } from './explain';
import type { NetworkFailure } from './network';
import { refusalFor, renewToken } from './renewToken';
import type { ApiAnswer } from './request';
import type { Secrets } from './secrets';
import type { VaultConnection } from './tenant';
import { readToken, usableToken } from './token';
import { TokenTrust } from './tokenTrust';

const MIN_AGE_MS = 60_000;
const MAX_FETCH_FAULTS = 6;

interface TokenContext extends IHttpRequestHelper {
	getNode(): INode;
}

interface AccessTokenOptions {
	/** Reads what n8n has stored as the token, which another execution may have renewed. */
	readStored: () => Promise<unknown>;
	/** The longest time that a tenant which refuses to issue a token is waited for. */
	maxWaitMs: number;
	/** Whether the token is kept here, instead of being stored by n8n. */
	keepsToken: boolean;
}

/**
 * The access token of one credential, for all its requests: while there is none, one of them goes out
 * alone, for which a token is fetched, and stored by n8n; one that Auth0 no longer accepts is dropped
 * once, however many requests it was refused for.
 */
export class AccessToken {
	private readonly trust = new TokenTrust();

	/** The request that goes out alone, until it is done. */
	private probe?: Promise<void>;

	/** Why no token can be had in this execution; found out once, not for each request. */
	private reason?: () => NodeApiError;
	private readonly invalidation = new AbortController();

	/** How often in a row no token could be fetched. */
	private fetchFaults = 0;

	private hasLookedForPermissions = false;

	/** The token that was dropped last, in the form in which it was stored. */
	private dropped?: unknown;
	/** Whether a token that was issued before does not do in its place. */
	private needsNew = false;

	constructor(
		private readonly context: TokenContext,
		/** Holds the token, which n8n puts there. */
		readonly credential: ICredentialDataDecryptedObject,
		private readonly connection: VaultConnection,
		private readonly secrets: Secrets,
		private readonly options: AccessTokenOptions,
	) {}

	/** Whether there is a token that can be sent. */
	get isUsable(): boolean {
		return usableToken(this.stored, this.connection) !== undefined;
	}

	/** The permissions of the present token, as Auth0 named them; '' when it did not. */
	get scope(): string {
		return readToken(this.stored)?.scope ?? '';
	}

	/** The present token as it is stored, by which it is told from those before and after it. */
	get stored(): unknown {
		return this.credential.accessToken;
	}

	/** Whether Auth0 refused several tokens, and accepted none. */
	get isExhausted(): boolean {
		return this.trust.isExhausted;
	}

	/** Aborts when no token can be had any more. */
	get invalidated(): AbortSignal {
		return this.invalidation.signal;
	}

	/**
	 * Runs what sends one request, when it may be sent: alone, while that is to fetch a token, or to find
	 * out whether any is accepted.
	 *
	 * @throws NodeApiError when no token can be had in this execution
	 */
	async use<T>(run: () => Promise<T>): Promise<T> {
		while (this.probe && this.needsProbe) await this.probe;
		if (this.reason) throw this.reason();
		if (!this.needsProbe) return await run();
		const running = run();
		this.probe = running.then(
			() => undefined,
			() => undefined,
		);
		try {
			return await running;
		} finally {
			this.probe = undefined;
		}
	}

	/**
	 * Gets a token where there is none: the stored one, if another execution has renewed it, or else a new
	 * one. That is not put into the credential, so that n8n asks for it as it sends the request, and
	 * stores it.
	 *
	 * @param signal aborts when it is no longer waited for
	 * @throws VaultConnectionError when there is none to be had
	 */
	async prepare(signal: AbortSignal): Promise<void> {
		this.redactInAnswers();
		if (this.isUsable) return;
		const { keepsToken, readStored } = this.options;
		const { stored, isStored } = await renewToken(this.context.helpers, this.credential, {
			held: this.stored || this.dropped,
			readStored: keepsToken || this.needsNew ? undefined : readStored,
			signal,
		});
		this.needsNew = false;
		if (keepsToken || isStored) this.credential.accessToken = stored;
	}

	/** There was a token, and the request was answered. */
	recordFetched(): void {
		this.fetchFaults = 0;
		this.redactInAnswers();
	}

	/**
	 * A request was not sent, while there was no token.
	 *
	 * @returns why, when no token could be fetched, and another try may help; undefined when it was for
	 * another reason
	 * @throws NodeApiError when no token can be had in this execution
	 */
	recordNotFetched(): NetworkFailure | undefined {
		const refusal = refusalFor(this.credential);
		if (!refusal) return undefined;
		const { message, description, circumstances } = refusal;
		const { isTransient, retryAfterMs } = circumstances;
		const isWaitedFor = isTransient && (retryAfterMs ?? 0) <= this.options.maxWaitMs;
		if (isWaitedFor && ++this.fetchFaults < MAX_FETCH_FAULTS) {
			return { message, description, neverSent: true, retryAfterMs };
		}
		throw this.invalidate(() => connectionError(this.context.getNode(), refusal));
	}

	/**
	 * Judges the token by an answer, and drops it where another can change that.
	 *
	 * @param used the token that the request was sent with
	 * @param refusals how many tokens were refused for this request before
	 * @returns whether to send the request again, with another token
	 */
	judge(answer: ApiAnswer, used: unknown, refusals: number): boolean {
		const isPresent = this.stored === used;
		if (answer.statusCode !== 401) {
			this.trust.recordAcceptance(isPresent);
			if (!lacksPermission(answer)) return false;
			if (!isPresent) return true;
			if (!this.mayLookForPermissions()) return false;
			this.hasLookedForPermissions = true;
			this.drop({ wasRefused: false });
			return true;
		}
		if (refusals > 0) {
			this.trust.recordVainRenewal();
		} else {
			if (!isPresent) return true;
			this.trust.recordRefusal();
			if (this.trust.shouldRenew) {
				this.drop({ wasRefused: true });
				return true;
			}
		}
		this.trust.recordRefusedRequest();
		return false;
	}

	/**
	 * Gives up all further requests, also those that wait.
	 *
	 * @param reason the error of each
	 * @returns the error of the request that found it out
	 */
	invalidate(reason: () => NodeApiError): NodeApiError {
		this.reason = reason;
		this.invalidation.abort();
		return reason();
	}

	private get needsProbe(): boolean {
		return !this.isUsable || this.trust.needsProbe;
	}

	/** A permission may have been granted since the token was issued: once an execution, look. */
	private mayLookForPermissions(): boolean {
		const issuedAt = readToken(this.stored)?.issuedAt ?? Date.now();
		return !this.hasLookedForPermissions && Date.now() - issuedAt >= MIN_AGE_MS;
	}

	/** From now on there is no token, so that the next request fetches one. */
	private drop({ wasRefused }: { wasRefused: boolean }) {
		this.dropped = this.stored;
		// With a permission that was granted since, only a new one helps.
		this.needsNew = !wasRefused;
		this.credential.accessToken = '';
		this.trust.recordDrop({ wasRefused });
	}

	private redactInAnswers() {
		this.secrets.add(readToken(this.stored)?.token);
	}
}
