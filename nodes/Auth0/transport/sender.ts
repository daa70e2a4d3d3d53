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
import { queryString } from './path';
import type { ApiAnswer, ApiCall, Outcome, RawAnswer } from './request';
import type { VaultConnection } from './tenant';
import type { Secrets } from './secrets';
import { readToken, refusalFor, renewToken, TOKEN_TIMEOUT_MS, usableToken } from './token';
import { TokenTrust } from './tokenTrust';

export const CREDENTIAL = 'auth0VaultConnectionApi';

const MIN_TOKEN_AGE_MS = 60_000;
const MAX_TOKEN_FAULTS = 6;

export type Context = IExecuteFunctions | ILoadOptionsFunctions;

interface SenderOptions {
	/** The longest time that a tenant which refuses to issue a token is waited for. */
	maxWaitMs: number;
	/** Whether a token is kept here, instead of being stored by n8n. */
	keepsToken: boolean;
	/** Aborts when the execution is cancelled. */
	signal?: AbortSignal;
}

/**
 * Sends requests with the token of one credential, and keeps that token good. While there is none,
 * one request goes out alone, for which a token is fetched, and stored by n8n; one that Auth0 no longer
 * accepts is dropped once, however many requests it was refused for.
 */
export class Sender implements RequestSender {
	private readonly credentials: ICredentialsDecrypted;

	/** Why no further request can succeed in this execution; found out once, not for each item. */
	private unusable?: () => NodeApiError;
	private readonly giving = new AbortController();

	/** The request that goes out alone, until it is done. */
	private alone?: Promise<void>;

	private readonly trust = new TokenTrust();

	/** How often in a row no token could be fetched. */
	private tokenFaults = 0;

	private mayLookForPermissions = true;

	constructor(
		private readonly context: Context,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly connection: VaultConnection,
		private readonly timeoutMs: number,
		private readonly secrets: Secrets,
		private readonly options: SenderOptions,
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
	async send(request: ApiCall): Promise<Outcome> {
		for (let refusals = 0; ;) {
			while (this.alone && this.goesAlone()) await this.alone;
			if (this.unusable) throw this.unusable();
			const goesAlone = this.goesAlone();
			const attempt = this.attempt(request, refusals);
			const { outcome, wantsOtherToken } = await (goesAlone ? this.aloneUntil(attempt) : attempt);
			if (!wantsOtherToken) return outcome;
			if (outcome.answer?.statusCode === 401) refusals++;
		}
	}

	/** Aborts when the credential turns out to be unusable. */
	get givenUp(): AbortSignal {
		return this.giving.signal;
	}

	/** The permissions of the present token, as Auth0 named them; '' when it did not. */
	get scope(): string {
		return readToken(this.credential.accessToken)?.scope ?? '';
	}

	private goesAlone(): boolean {
		return !this.hasToken() || this.trust.isDoubtful;
	}

	private hasToken(): boolean {
		return usableToken(this.credential.accessToken, this.connection) !== undefined;
	}

	private async aloneUntil<T>(attempt: Promise<T>): Promise<T> {
		this.alone = attempt.then(
			() => undefined,
			() => undefined,
		);
		try {
			return await attempt;
		} finally {
			this.alone = undefined;
		}
	}

	private async attempt(request: ApiCall, refusals: number) {
		const token = this.hasToken() ? this.credential.accessToken : undefined;
		const outcome = await this.exchange(request);
		const usedToken = token ?? this.credential.accessToken;
		const { answer } = outcome;
		const wantsOtherToken =
			answer !== undefined && this.wantsOtherToken(request, answer, usedToken, refusals);
		return { outcome, wantsOtherToken };
	}

	private async exchange(request: ApiCall): Promise<Outcome> {
		const { domain } = this.connection;
		const ms = this.timeoutMs + (this.hasToken() ? 0 : TOKEN_TIMEOUT_MS);
		const late = () => ({ failure: tooLate(domain) });
		const work = async (signal: AbortSignal) => await this.exchangeOnce(request, signal);
		return await withDeadline(work, ms, late, this.options.signal);
	}

	private async exchangeOnce(
		{ method, path, query, body, headers }: ApiCall,
		signal: AbortSignal,
	): Promise<Outcome> {
		const fetchesToken = !this.hasToken();
		this.noteToken();
		try {
			if (fetchesToken && this.options.keepsToken) {
				this.credential.accessToken = await renewToken(this.context.helpers, this.credential);
			}
			const response: RawAnswer = await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL,
				{
					method,
					baseURL: `https://${this.connection.domain}`,
					url: `/api/v2${path}${queryString(query)}`,
					headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
					// As text: n8n's HTTP client drops names such as __proto__ and constructor of an object.
					...(body && { body: JSON.stringify(body) }),
					json: true,
					encoding: 'text',
					timeout: this.timeoutMs,
					// n8n puts the signal of the execution in its place, with which this one aborts, too.
					get abortSignal() {
						return signal;
					},
					set abortSignal(_ofExecution) {},
					disableFollowRedirect: true,
					returnFullResponse: true,
					// n8n renews the token for each request that throws a 401: one renewal is enough.
					ignoreHttpStatusErrors: true,
				},
				{ credentialsDecrypted: this.credentials },
			);
			this.tokenFaults = 0;
			this.noteToken();
			return { answer: this.secrets.parseAnswer(response) };
		} catch (error) {
			const refusal = fetchesToken ? refusalFor(this.credential) : undefined;
			if (!refusal) return { failure: describeNetworkFailure(error, this.connection.domain) };
			const { isTemporary, refusedForMs } = refusal.circumstances;
			const isWaitedFor = isTemporary && (refusedForMs ?? 0) <= this.options.maxWaitMs;
			if (isWaitedFor && ++this.tokenFaults < MAX_TOKEN_FAULTS) {
				const { message, description } = refusal;
				return { failure: { message, description, neverSent: true, refusedForMs } };
			}
			throw this.giveUp(() => connectionError(this.context.getNode(), refusal));
		}
	}

	private noteToken() {
		this.secrets.add(readToken(this.credential.accessToken)?.token);
	}

	/**
	 * Whether the answer can be another with another token; drops the one that it was sent with.
	 *
	 * @param refusals how many tokens were refused for this request before
	 */
	private wantsOtherToken(
		request: ApiCall,
		answer: ApiAnswer,
		usedToken: unknown,
		refusals: number,
	): boolean {
		const isPresent = this.credential.accessToken === usedToken;
		if (answer.statusCode !== 401) {
			this.trust.accepted(isPresent);
			if (!lacksPermission(answer)) return false;
			if (!isPresent) return true;
			if (!this.mayHaveMorePermissions()) return false;
			this.drop(false);
			return true;
		}
		if (refusals > 0) this.trust.renewedInVain();
		else if (!isPresent) return true;
		else if (this.trust.refuses()) {
			this.drop(true);
			return true;
		}
		this.trust.gaveUp();
		if (this.trust.isHopeless) this.giveUp(() => this.refusalOf(request, answer));
		return false;
	}

	/** From now on there is no token, so that the next request fetches one. */
	private drop(wasRefused: boolean) {
		this.credential.accessToken = '';
		this.trust.dropped({ wasRefused });
	}

	/** @returns the error of the request that found it out; each further one gets its own */
	private giveUp(reason: () => NodeApiError): NodeApiError {
		this.unusable = reason;
		this.giving.abort();
		return reason();
	}

	private refusalOf(request: ApiCall, answer: ApiAnswer): NodeApiError {
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
