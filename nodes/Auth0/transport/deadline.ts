import { sleep } from 'n8n-workflow';

/**
 * Waits for work, up to a deadline or until it is cancelled; it may go on unheard then.
 *
 * n8n's HTTP helper limits how long a connection is silent, not how long an answer takes.
 *
 * @param late what it comes to at the deadline
 * @throws the reason of the signal when it aborts
 */
export async function withDeadline<T>(
	work: Promise<T>,
	ms: number,
	late: () => T,
	signal?: AbortSignal,
): Promise<T> {
	const settled = new AbortController();
	const cancel = () => settled.abort(signal?.reason);
	signal?.addEventListener('abort', cancel);
	try {
		return await Promise.race([work, sleep(ms, settled.signal).then(late)]);
	} finally {
		signal?.removeEventListener('abort', cancel);
		settled.abort();
	}
}
