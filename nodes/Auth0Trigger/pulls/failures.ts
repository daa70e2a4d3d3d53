import { NodeApiError, type NodeOperationError } from 'n8n-workflow';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** An outage is told when it goes on for longer than this. */
const OUTAGE_MS = 10 * MINUTE_MS;

/** Whether Auth0 answered, and will answer otherwise: a rate limit, and faults of its own. */
export function isPassing(error: NodeApiError | NodeOperationError): boolean {
	const status = statusOf(error);
	return status >= 500 || [408, 410, 429].includes(status);
}

/**
 * Whether only a person can change it: the permission, the plan, the credential. The network and faults
 * of Auth0 pass.
 */
export const isLasting = (error: NodeApiError | NodeOperationError): boolean =>
	!(error instanceof NodeApiError) || (statusOf(error) >= 400 && !isPassing(error));

/** 0 without an answer. */
const statusOf = (error: NodeApiError | NodeOperationError): number =>
	error instanceof NodeApiError ? Number(error.httpCode ?? 0) : 0;

/** What has failed in a row, and what is to be done about it. */
export class Failures {
	private count = 0;
	private since = 0;
	private readonly told = new Set<string>();

	/** Auth0 answered. */
	clear(): void {
		this.count = 0;
		this.told.clear();
	}

	/**
	 * Takes note of a failure.
	 *
	 * @returns how long to wait, with jitter, and whether the person is to be told: once for each reason,
	 * and not of what passes by itself, such as the connection that n8n had before it was started again
	 */
	add(error: NodeApiError | NodeOperationError): { waitMs: number; isTold: boolean } {
		if (this.count++ === 0) this.since = Date.now();
		const lasts = isLasting(error);
		const [first, most] = lasts ? [15 * SECOND_MS, 5 * MINUTE_MS] : [SECOND_MS, MINUTE_MS];
		const full = Math.min(most, first * 2 ** Math.min(this.count - 1, 20));
		const isDue = lasts ? this.count > 1 : Date.now() - this.since >= OUTAGE_MS;
		const isTold = isDue && !this.told.has(error.message);
		if (isTold) this.told.add(error.message);
		return { waitMs: full * (0.5 + Math.random() / 2), isTold };
	}
}
