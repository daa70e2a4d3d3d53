import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	INode,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { apiError } from './errors';
import { explain, unknownOutcome } from './explain';
import { describeNetworkFailure } from './network';
import { readConnection } from './tenant';
import { issuedAt } from './token';
import { VaultConnectionError } from './vaultConnectionError';

export const CREDENTIAL = 'auth0VaultConnectionApi';

const REQUEST_TIMEOUT_MS = 30_000;
const MIN_TOKEN_AGE_MS = 60_000;

/** What a request is about, so that an error can name it and say what to do. */
export interface Subject {
	/** At the start of a sentence, such as `User “auth0|1”`. */
	name: string;
	whenMissing?: string;
	whenExisting?: string;
}

export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below `/api/v2`, already encoded: built with `path`. */
	path: string;
	query?: IDataObject;
	body?: object;
	subject?: Subject;
}

export interface ApiAnswer<T> {
	statusCode: number;
	headers: IDataObject;
	body: T;
}

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Opens the Management API for one execution: the credential is read once, and a token that is
 * renewed on the way serves all further requests.
 *
 * @throws NodeApiError when a field of the credential cannot be used
 */
export async function connect(context: Context): Promise<ManagementApi> {
	const credential = await context.getCredentials(CREDENTIAL);
	try {
		return new ManagementApi(context, credential, readConnection(credential).domain);
	} catch (error) {
		throw connectionError(context.getNode(), error);
	}
}

function connectionError(node: INode, error: unknown): NodeApiError {
	const { summary, advice } =
		error instanceof VaultConnectionError
			? error
			: { summary: 'The credential cannot be read.', advice: 'Open it, and save it once more.' };
	return apiError(node, { message: summary, description: advice });
}

/** Auth0's Management API, as the application of one credential sees it. */
export class ManagementApi {
	private readonly credentials: ICredentialsDecrypted;

	/** Why no further request can succeed in this execution; found out once, not for each item. */
	private unusable?: NodeApiError;

	private mayRenew = true;

	constructor(
		private readonly context: Context,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly domain: string,
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
	 * Sends one request and returns the JSON of its answer; undefined for an answer without one.
	 *
	 * @throws NodeApiError with Auth0's message and what to do next. It carries no item index.
	 */
	async request<T>(request: ApiRequest): Promise<T> {
		let answer = await this.send<T>(request);
		if (isForbidden(answer) && this.renewToken()) answer = await this.send<T>(request);
		if (!isSuccess(answer)) {
			throw apiError(this.context.getNode(), explain(request, answer), answer);
		}
		return answer.body;
	}

	/** A permission may have been granted since the token was issued: once an execution, look. */
	private renewToken(): boolean {
		const age = Date.now() - (issuedAt(this.credential.accessToken) ?? Date.now());
		if (!this.mayRenew || age < MIN_TOKEN_AGE_MS) return false;
		this.mayRenew = false;
		this.credential.accessToken = '';
		return true;
	}

	private async send<T>(request: ApiRequest): Promise<ApiAnswer<T>> {
		if (this.unusable) throw this.unusable;
		const { method, path, query, body } = request;
		try {
			return await this.context.helpers.httpRequestWithAuthentication.call(
				this.context,
				CREDENTIAL,
				{
					method,
					baseURL: `https://${this.domain}`,
					url: `/api/v2${path}`,
					qs: query,
					arrayFormat: 'repeat',
					body,
					json: true,
					timeout: REQUEST_TIMEOUT_MS,
					disableFollowRedirect: true,
					returnFullResponse: true,
					// n8n renews the token on a thrown 401, and on nothing else.
					ignoreHttpStatusErrors: { ignore: true, except: [401] },
				},
				{ credentialsDecrypted: this.credentials },
			);
		} catch (error) {
			throw this.noAnswer(request, error);
		}
	}

	private noAnswer(request: ApiRequest, error: unknown): NodeApiError {
		const node = this.context.getNode();
		const cause = error instanceof Error ? error.cause : undefined;
		if (cause instanceof VaultConnectionError) {
			this.unusable = connectionError(node, cause);
			return this.unusable;
		}
		if (error instanceof NodeApiError && error.httpCode === '401') {
			const answer = { statusCode: 401, headers: {}, body: error.context.data };
			this.unusable = apiError(node, explain(request, answer), answer);
			return this.unusable;
		}
		const { summary, advice, neverSent } = describeNetworkFailure(error, this.domain);
		const outcome = neverSent ? 'Nothing was changed.' : unknownOutcome(request);
		return apiError(node, { message: summary, description: `${advice} ${outcome}` });
	}
}

const isForbidden = ({ statusCode }: ApiAnswer<unknown>) => statusCode === 403;

/** An answer of the API: 204 without a body, else JSON; a proxy's page has its status, too. */
const isSuccess = ({ statusCode, body }: ApiAnswer<unknown>) =>
	statusCode === 204 || (statusCode >= 200 && statusCode < 300 && typeof body === 'object');
