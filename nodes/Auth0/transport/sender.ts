import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import type { AccessToken } from './accessToken';
import { onAbort } from './cancellation';
import { withDeadline } from './deadline';
import type { RequestSender } from './delivery';
import { apiError } from './errors';
import { explain } from './explain';
import { describeNetworkFailure, timedOut } from './network';
import { queryString } from './path';
import { rawAnswer, type ApiAnswer, type ApiCall, type Outcome, type RawAnswer } from './request';
import type { Secrets } from './secrets';
import { isByteStream, isEventStream, readText, ServerSentEvents } from './serverSentEvents';
import type { VaultConnection } from './tenant';
import { TOKEN_TIMEOUT_MS } from './token';

/** The name of the credential, as n8n saves it. */
export const CREDENTIAL = 'auth0VaultConnectionApi';

/** The contexts of n8n in which requests are sent. */
export type Context =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | ITriggerFunctions;

/** Sends requests with the access token of one credential. */
export class Sender implements RequestSender {
	private readonly credentials: ICredentialsDecrypted;

	constructor(
		private readonly context: Context,
		private readonly token: AccessToken,
		private readonly connection: VaultConnection,
		private readonly timeoutMs: number,
		private readonly secrets: Secrets,
		/** Aborts when the execution is cancelled. */
		private readonly signal?: AbortSignal,
	) {
		const reference = context.getNode().credentials?.[CREDENTIAL];
		this.credentials = {
			id: reference?.id ?? '',
			name: reference?.name ?? '',
			type: CREDENTIAL,
			data: token.credential,
		};
	}

	/** Aborts when no token can be had, so that nothing more can be sent. */
	get closed(): AbortSignal {
		return this.token.invalidated;
	}

	get hasToken(): boolean {
		return this.token.isUsable;
	}

	/**
	 * Sends a request once; once more only if another token can change the answer.
	 *
	 * @throws NodeApiError when the credential cannot be used, for this and every further request
	 */
	async send(request: ApiCall): Promise<Outcome> {
		for (let refusals = 0; ;) {
			const run = async () => await this.attempt(request, refusals);
			const { outcome, isSentAgain } = await this.token.use(run);
			if (!isSentAgain) return outcome;
			if (outcome.answer?.statusCode === 401) refusals++;
		}
	}

	private async attempt(request: ApiCall, refusals: number) {
		const token = this.token.isUsable ? this.token.stored : undefined;
		const outcome = await this.exchange(request);
		const { answer } = outcome;
		if (!answer) return { outcome, isSentAgain: false };
		const isSentAgain = this.token.judge(answer, token ?? this.token.stored, refusals);
		if (!isSentAgain && this.token.isExhausted) {
			const node = this.context.getNode();
			this.token.invalidate(() => apiError(node, explain(request, answer), answer));
		}
		return { outcome, isSentAgain };
	}

	private async exchange(request: ApiCall): Promise<Outcome> {
		const { domain } = this.connection;
		const ms = this.timeoutMs + (this.token.isUsable ? 0 : TOKEN_TIMEOUT_MS);
		const late = () => ({ failure: timedOut(domain) });
		const work = async (signal: AbortSignal) => await this.exchangeOnce(request, signal);
		return await withDeadline(work, ms, late, this.signal);
	}

	private async exchangeOnce(call: ApiCall, deadline: AbortSignal): Promise<Outcome> {
		const hadToken = this.token.isUsable;
		try {
			if (call.isStream) return { answer: await this.open(call, deadline) };
			return { answer: this.secrets.parseAnswer(await this.fetch(call, deadline, 'text')) };
		} catch (error) {
			const failure = hadToken ? undefined : this.token.recordNotFetched();
			return { failure: failure ?? describeNetworkFailure(error, this.connection.domain) };
		}
	}

	/** The deadline is for the start of the answer: after that, a stream lives as long as it can. */
	private async open(call: ApiCall, deadline: AbortSignal): Promise<ApiAnswer> {
		const connection = new AbortController();
		const close = () => connection.abort();
		deadline.addEventListener('abort', close);
		const end = onAbort(this.signal, close);
		connection.signal.addEventListener('abort', end);
		const raw = await this.fetch(call, connection.signal, 'stream');
		if (!isByteStream(raw.body)) return this.secrets.parseAnswer(raw);
		if (!isEventStream(raw)) {
			return this.secrets.parseAnswer({ ...raw, body: await readText(raw.body) });
		}
		deadline.removeEventListener('abort', close);
		const redact = (text: string) => this.secrets.redact(text);
		return { ...raw, body: new ServerSentEvents(raw.body, close, redact), isJson: false };
	}

	private async fetch(
		{ method, path, query, body, textBody, headers }: ApiCall,
		signal: AbortSignal,
		encoding: 'text' | 'stream',
	): Promise<RawAnswer> {
		await this.token.prepare(signal);
		// As text: n8n's HTTP client drops names such as __proto__ and constructor of an object.
		const json = body && { text: JSON.stringify(body), contentType: 'application/json' };
		const sent = textBody ?? json;
		const response: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL,
			{
				method,
				baseURL: `https://${this.connection.domain}`,
				url: `/api/v2${path}${queryString(query)}`,
				headers: { ...headers, ...(sent && { 'Content-Type': sent.contentType }) },
				...(sent && { body: sent.text }),
				json: true,
				encoding,
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
		this.token.recordFetched();
		return rawAnswer(response);
	}
}
