/** A request that reached the tenant. */
export interface LoggedRequest {
	method: string;
	/** As it came over the wire: still percent-encoded, without the query. */
	path: string;
	query: Record<string, unknown>;
	/** By lower-case name. */
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON or form, if there was one. */
	body?: unknown;
	/** The status of the answer; absent while there is none, and when the connection was dropped. */
	status?: number;
	/** Whether the client left before there was an answer, or the whole of one. */
	hungUp?: true;
	/** The client that sent it: of the token, or of the body of a token request. */
	clientId?: string;
	/** When it arrived, in milliseconds since the epoch. */
	at: number;
}

export type RequestListener = (request: LoggedRequest) => void;

/** What reached the tenant, in the order of arrival. */
export class RequestLog {
	readonly requests: LoggedRequest[] = [];
	private readonly listeners = new Set<RequestListener>();

	clear(): void {
		this.requests.length = 0;
	}

	/** Calls the listener for each request that was answered or dropped; returns the undo. */
	onRequest(listener: RequestListener): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Tells the listeners that the tenant is done with this request. */
	done(request: LoggedRequest): void {
		for (const listener of this.listeners) listener(request);
	}

	/** How many tokens were asked for. */
	countTokenRequests(): number {
		return this.requests.filter(({ path }) => path === '/oauth/token').length;
	}
}
