import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { apiError, connectionError } from './errors';
import type { RequestSender } from './delivery';
import { explain, lacksPermission } from './explain';
import { withDeadline } from './deadline';
import { describeNetworkFailure, tooLate } from './network';
import type { ApiAnswer, ApiRequest, Outcome } from './request';
import type { VaultConnection } from './tenant';
import { readToken, TOKEN_TIMEOUT_MS, usableToken } from './token';
import { VaultConnectionError } from './vaultConnectionError';

export const CREDENTIAL = 'auth0VaultConnectionApi';

const MIN_TOKEN_AGE_MS = 60_000;
const MAX_TOKEN_FAULTS = 6;

export type Context = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Sends requests with the token of one credential, and keeps that token good. While there is none,
 * one request goes out alone, for which n8n fetches and stores a token; one that Auth0 no longer
 * accepts is dropped once, however many requests it was refused for.
 */
export class Sender implements RequestSender {
	private readonly credentials: ICredentialsDecrypted;

	/** Why no further request can succeed in this execution; found out once, not for each item. */
	private unusable?: () => NodeApiError;

	/** The request that goes out alone, until it is done. */
	private alone?: Promise<void>;

	/** Whether the present token was accepted for anything. */
	private isTokenAccepted = false;

	/** How often in a row no token could be fetched. */
	private tokenFaults = 0;

	private mayLookForPermissions = true;

	constructor(
		private readonly context: Context,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly connection: VaultConnection,
		private readonly timeoutMs: number,
		/** Aborts when the execution is cancelled. */
		private readonly signal?: AbortSignal,
	) {
		const reference = context.getNode().credentials?.[CREDENTIAL];
		this.credentials = {
			id: reference?.id ?? '',
			name: reference?.name ?? '',
			type: CREDENTIAL,
			data: credential,
		};
	}

	/**
	 * Sends a request once; once more only if another token can change the answer.
	 *
	 * @throws NodeApiError when the credential cannot be used, for this and every further request
	 */
	async send(request: ApiRequest): Promise<Outcome> {
		for (let refusals = 0; ;) {
			while (this.alone && !this.hasToken()) await this.alone;
			if (this.unusable) throw this.unusable();
			const token = this.hasToken() ? this.credential.accessToken : undefined;
			const outcome = await (token ? this.exchange(request) : this.exchangeAlone(request));
			const usedToken = token ?? this.credential.accessToken;
			if (!outcome.answer) return outcome;
			if (outcome.answer.statusCode === 401) refusals++;
			if (!this.wantsOtherToken(request, outcome.answer, usedToken, refusals)) return outcome;
		}
	}

	/** The permissions of the present token, as Auth0 named them; '' when it did not. */
	get scope(): string {
		return readToken(this.credential.accessToken)?.scope ?? '';
	}

	private hasToken(): boolean {
		return usableToken(this.credential.accessToken, this.connection) !== undefined;
	}

	private async exchangeAlone(request: ApiRequest): Promise<Outcome> {
		const exchange = this.exchange(request);
		this.alone = exchange.then(
			() => undefined,
			() => undefined,
		);
		try {
			return await exchange;
		} finally {
			this.alone = undefined;
		}
	}

	private async exchange(request: ApiRequest): Promise<Outcome> {
		const { domain } = this.connection;
		const ms = this.timeoutMs + (this.hasToken() ? 0 : TOKEN_TIMEOUT_MS);
		const late = () => ({ failure: tooLate(domain) });
		return await withDeadline(this.exchangeOnce(request), ms, late, this.signal);
	}

	private async exchangeOnce({ method, path, query, body, headers }: ApiRequest): Promise<Outcome> {
		try {
			const answer: ApiAnswer = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL,
				{
					method,
					baseURL: `https://${this.connection.domain}`,
					url: `/api/v2${path}`,
					qs: query,
					arrayFormat: 'repeat',
					headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
					// As text: n8n's HTTP client drops names such as __proto__ and constructor of an object.
					...(body && { body: JSON.stringify(body) }),
					json: true,
					timeout: this.timeoutMs,
					disableFollowRedirect: true,
					returnFullResponse: true,
					// n8n renews the token for each request that throws a 401: one renewal is enough.
					ignoreHttpStatusErrors: true,
				},
				{ credentialsDecrypted: this.credentials },
			);
			this.tokenFaults = 0;
			return { answer };
		} catch (error) {
			const cause = error instanceof Error ? error.cause : undefined;
			if (!(cause instanceof VaultConnectionError)) {
				return { failure: describeNetworkFailure(error, this.connection.domain) };
			}
			const { isTemporary, refusedForMs } = cause.circumstances;
			if (isTemporary && ++this.tokenFaults < MAX_TOKEN_FAULTS) {
				const { summary, advice } = cause;
				return { failure: { summary, advice, neverSent: true, refusedForMs } };
			}
			this.unusable = () => connectionError(this.context.getNode(), cause);
			throw this.unusable();
		}
	}

	/**
	 * Whether the answer can be another with another token; drops the one that it was sent with.
	 *
	 * @param refusals how many tokens were refused for this request, in a row
	 */
	private wantsOtherToken(
		request: ApiRequest,
		answer: ApiAnswer,
		usedToken: unknown,
		refusals: number,
	): boolean {
		const isRefused = answer.statusCode === 401;
		if (!isRefused) this.isTokenAccepted = true;
		if (!isRefused && !lacksPermission(answer)) return false;
		if (refusals > 1) {
			// A token that is good for other requests is no reason to give these up.
			this.unusable = this.isTokenAccepted ? undefined : () => this.refusalOf(request, answer);
			return false;
		}
		if (this.credential.accessToken !== usedToken) return true;
		if (!isRefused && !this.mayHaveMorePermissions()) return false;
		this.credential.accessToken = '';
		this.isTokenAccepted = false;
		return true;
	}

	private refusalOf(request: ApiRequest, answer: ApiAnswer): NodeApiError {
		return apiError(this.context.getNode(), explain(request, answer), answer);
	}

	/** A permission may have been granted since the token was issued: once an execution, look. */
	private mayHaveMorePermissions(): boolean {
		const issuedAt = readToken(this.credential.accessToken)?.issuedAt ?? Date.now();
		if (!this.mayLookForPermissions || Date.now() - issuedAt < MIN_TOKEN_AGE_MS) return false;
		this.mayLookForPermissions = false;
		return true;
	}
}
