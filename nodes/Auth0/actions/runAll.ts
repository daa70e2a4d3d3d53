import { MAX_IN_FLIGHT } from '../transport/rateLimiter';
import { inParallel } from './concurrency';

/** How to go through work of which a part can fail. */
interface Manner<T, R> {
	/** The most at the same time. */
	limit?: number;
	signal?: AbortSignal;
	/** What stands for one that failed; where it is missing, the first failure ends the work. */
	failed?(one: T, caught: unknown): R;
}

/**
 * Does work, several parts at the same time.
 *
 * @returns what came of the parts, and the failures by which it ended, each with its part
 */
export async function runAll<T, R>(
	work: T[],
	{ limit = MAX_IN_FLIGHT, signal, failed }: Manner<T, R>,
	run: (one: T) => Promise<R>,
): Promise<{ done: R[]; failures: Array<{ of: T; error: unknown }> }> {
	const parts = work.map((one) => async () => {
		if (!failed) return await run(one);
		return await run(one).catch((caught: unknown) => failed(one, caught));
	});
	const results = await inParallel<R>({
		count: parts.length,
		limit,
		signal,
		prepare: (index) => ({ keys: [], run: async () => await partAt(parts, index)() }),
	});
	return {
		done: [...results.done.values()],
		failures: [...results.failed].map(([index, error]) => ({ of: partAt(work, index), error })),
	};
}

function partAt<T>(parts: T[], index: number): T {
	const [part] = parts.slice(index, index + 1);
	if (part === undefined) throw new RangeError(`There is no part ${index}.`);
	return part;
}
