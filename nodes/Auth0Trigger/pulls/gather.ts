import { withDeadline } from '../../Auth0/transport/deadline';

/** What there is at once, and when that ends. */
interface Gathering<T> {
	/** Whether this one has only come now. */
	isLive(item: T): boolean;
	/** After how long without another one, once there is one, there is no more, in ms. */
	quietMs: number;
	/** How many are held back at most. */
	max: number;
}

/**
 * Gathers what a stream has at its start, then hands on one by one: how many there were is known only at
 * their end.
 *
 * @yields first the gathered ones together, if there are any
 */
export async function* gather<T>(
	items: AsyncGenerator<T, void>,
	{ isLive, quietMs, max }: Gathering<T>,
): AsyncGenerator<T[], void> {
	const gathered: T[] = [];
	let isGathering = true;
	let next: Promise<IteratorResult<T, void>> | undefined;
	try {
		for (;;) {
			const pending = (next ??= items.next());
			const result =
				isGathering && gathered.length > 0
					? await withDeadline(
							async () => await pending,
							quietMs,
							() => undefined,
						)
					: await pending;
			if (result !== undefined) next = undefined;
			const isOver = !result || result.done || gathered.length >= max || isLive(result.value);
			if (isGathering && isOver) {
				isGathering = false;
				if (gathered.length > 0) yield gathered.splice(0);
			}
			if (result?.done) return;
			if (!result) continue;
			if (isGathering) gathered.push(result.value);
			else yield [result.value];
		}
	} finally {
		next?.catch(() => undefined);
		void items.return();
	}
}
