import { withDeadline } from './deadline';
import { Delivery, type DeliveryOptions, type RequestSender } from './delivery';
import { apiError } from './errors';
import { explain, explainFailure } from './explain';
import { describeNetworkFailure, timedOut } from './network';
import { readAnswer } from './reading';
import { isSuccess, type ApiCall, type ApiRequest, type Outcome, rawAnswer } from './request';
import type { Secrets } from './secrets';
import type { Context } from './sender';
import type { VaultConnection } from './tenant';

/** A request in the name of an application, whose id and secret are put into the body. */
export interface AuthenticationRequest<
	T = unknown,
	Body extends object = object,
> extends ApiRequest<T, Body> {
	body: Body;
	/** The Client ID of another application than that of the credential. */
	clientId?: string;
	/** Whether the application of the credential has to show its secret. */
	needsSecret?: boolean;
}

/** Auth0's public Authentication API, as far as it takes no access token. */
export class AuthenticationApi {
	private readonly delivery: Delivery;

	constructor(
		private readonly context: Context,
		private readonly connection: VaultConnection,
		timeoutMs: number,
		secrets: Secrets,
		options: DeliveryOptions,
	) {
		this.delivery = new Delivery(
			new PublicSender(context, connection, timeoutMs, secrets, options.signal),
			options,
		);
	}

	/**
	 * Carries out one request and returns what it is answered with.
	 *
	 * @throws NodeApiError with Auth0's message and what to do next. It carries no item index.
	 */
	async request<T>({ clientId, needsSecret, ...rest }: AuthenticationRequest<T>): Promise<T> {
		const isOwn = !clientId || clientId === this.connection.clientId;
		const application = {
			client_id: isOwn ? this.connection.clientId : clientId,
			// The secret of the credential is of no use to another application.
			...(isOwn && needsSecret && { client_secret: this.connection.clientSecret }),
		};
		const request: ApiRequest<T> = { ...rest, body: { ...rest.body, ...application } };
		const { answer, failure, attempts } = await this.delivery.deliver(request);
		const node = this.context.getNode();
		if (answer && isSuccess(request, answer)) return readAnswer(node, request, answer);
		throw answer
			? apiError(node, explain(request, answer, attempts), answer)
			: apiError(node, explainFailure(request, failure, attempts));
	}
}

/** Sends requests without a token, to the tenant's domain itself. */
class PublicSender implements RequestSender {
	constructor(
		private readonly context: Context,
		private readonly connection: VaultConnection,
		private readonly timeoutMs: number,
		private readonly secrets: Secrets,
		private readonly signal?: AbortSignal,
	) {}

	async send(request: ApiCall): Promise<Outcome> {
		const late = () => ({ failure: timedOut(this.connection.domain) });
		const work = async (signal: AbortSignal) => await this.sendOnce(request, signal);
		return await withDeadline(work, this.timeoutMs, late, this.signal);
	}

	private async sendOnce(
		{ method, path, body, headers }: ApiCall,
		abortSignal: AbortSignal,
	): Promise<Outcome> {
		const { domain } = this.connection;
		try {
			const response: unknown = await this.context.helpers.httpRequest({
				method,
				url: `https://${domain}${path}`,
				body: JSON.stringify(body),
				headers: { ...headers, 'Content-Type': 'application/json' },
				json: true,
				encoding: 'text',
				abortSignal,
				timeout: this.timeoutMs,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			});
			return { answer: this.secrets.parseAnswer(rawAnswer(response)) };
		} catch (error) {
			return { failure: describeNetworkFailure(error, domain) };
		}
	}
}
