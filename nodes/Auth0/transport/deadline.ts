import { onAbort, pause } from './cancellation';

/**
 * Does work, up to a deadline or until it is cancelled; the work is told then by its signal.
 *
 * n8n's HTTP helper limits how long a connection is silent, not how long an answer takes.
 *
 * @param late what it comes to at the deadline
 * @throws the reason of the signal when it aborts
 */
export async function withDeadline<T>(
	work: (signal: AbortSignal) => Promise<T>,
	ms: number,
	late: () => T,
	signal?: AbortSignal,
): Promise<T> {
	const ended = new AbortController();
	const cancel = () => ended.abort(signal?.reason);
	const end = onAbort(signal, cancel);
	try {
		return await Promise.race([pause(ms, [ended.signal]).then(late), work(ended.signal)]);
	} finally {
		end();
		ended.abort();
	}
}
