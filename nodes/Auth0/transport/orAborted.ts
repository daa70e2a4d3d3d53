/**
 * Waits for something, or until the signal aborts.
 *
 * @throws the reason of the signal when it aborts
 */
export async function orAborted<T>(waited: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await waited;
	signal.throwIfAborted();
	let abort = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		abort = () => reject(signal.reason as Error);
	});
	signal.addEventListener('abort', abort);
	try {
		return await Promise.race([waited, aborted]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
}
