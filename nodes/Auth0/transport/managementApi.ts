import { settle } from './creation';
import { Delivery } from './delivery';
import { apiError, connectionError } from './errors';
import { explain, explainFailure } from './explain';
import { isSuccess, type ApiRequest } from './request';
import { PATIENT, type Patience } from './retry';
import { CREDENTIAL, Sender, type Context } from './sender';
import { readConnection } from './tenant';

const TIMEOUT_MS = 30_000;

/** What can be chosen about a connection; everything has a default. */
export interface ConnectOptions {
	/** The most requests in flight; by default as many as the tenant keeps up with. */
	requestsInFlight?: number;
	/** How long to wait for one answer. */
	timeoutMs?: number;
	patience?: Patience;
}

/**
 * Opens the Management API for one execution: the credential is read once, and a token that is
 * renewed on the way serves all further requests.
 *
 * @throws NodeApiError when a field of the credential cannot be used
 */
export async function connect(
	context: Context,
	{ requestsInFlight, timeoutMs = TIMEOUT_MS, patience = PATIENT }: ConnectOptions = {},
): Promise<ManagementApi> {
	const credential = await context.getCredentials(CREDENTIAL);
	try {
		const connection = readConnection(credential);
		const sender = new Sender(context, credential, connection, timeoutMs);
		const signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const { logger } = context;
		const delivery = new Delivery(sender, { requestsInFlight, patience, signal, logger });
		return new ManagementApi(context, sender, delivery);
	} catch (error) {
		throw connectionError(context.getNode(), error);
	}
}

/** Auth0's Management API, as the application of one credential sees it. */
export class ManagementApi {
	constructor(
		private readonly context: Context,
		private readonly sender: Sender,
		private readonly delivery: Delivery,
	) {}

	/**
	 * Carries out one request and returns the JSON of its answer; undefined for an answer without
	 * one. It waits for its turn in the rate limit (10 minutes at most), and is sent again up to five
	 * times after a fault if that is harmless.
	 *
	 * @throws NodeApiError with Auth0's message and what to do next. It carries no item index.
	 */
	async request<T>(request: ApiRequest<T>): Promise<T> {
		const { answer, failure, effort } = await settle(this.delivery, request);
		if (answer && isSuccess(answer)) return answer.body;
		const node = this.context.getNode();
		throw answer
			? apiError(node, explain(request, answer, effort, this.sender.scope), answer)
			: apiError(node, explainFailure(request, failure, effort));
	}
}
