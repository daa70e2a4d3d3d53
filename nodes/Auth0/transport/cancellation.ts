import { sleep } from 'n8n-workflow';

/** Those who are told when a signal aborts. */
class Followers {
	private readonly all = new Set<() => void>();

	constructor(private readonly signal: AbortSignal) {}

	/** @returns ends it */
	add(callBack: () => void): () => void {
		const follower = () => callBack();
		if (this.all.size === 0) this.signal.addEventListener('abort', this.tell, { once: true });
		this.all.add(follower);
		return () => {
			this.all.delete(follower);
			if (this.all.size === 0) this.signal.removeEventListener('abort', this.tell);
		};
	}

	private readonly tell = () => {
		for (const follower of [...this.all]) follower();
	};
}

const followersOf = new WeakMap<AbortSignal, Followers>();

/**
 * Calls back when a signal aborts; at once, if it has.
 *
 * A signal of an execution or of a trigger has one listener, however many requests follow it: Node.js
 * warns of a leak from the eleventh on, and what AbortSignal.any makes stays in memory as long as the signal.
 *
 * @see https://github.com/nodejs/node/issues/55351
 * @returns ends it; to be called when nothing is to be told any more
 */
export function onAbort(signal: AbortSignal | undefined, callBack: () => void): () => void {
	if (signal?.aborted) callBack();
	if (!signal || signal.aborted) return () => {};
	const followers = followersOf.get(signal) ?? new Followers(signal);
	followersOf.set(signal, followers);
	return followers.add(callBack);
}

/** What ends a wait: each of these signals, as far as they are there. */
export type Stops = ReadonlyArray<AbortSignal | undefined>;

/** @throws the reason of the signal that has aborted */
export function throwIfStopped(stops: Stops = []): void {
	for (const signal of stops) signal?.throwIfAborted();
}

/**
 * Waits for some time.
 *
 * @throws the reason of the signal that aborts
 */
export async function pause(ms: number, stops: Stops = []): Promise<void> {
	const ended = new AbortController();
	const ends = stops.map((signal) => onAbort(signal, () => ended.abort(signal?.reason)));
	try {
		await sleep(ms, ended.signal);
	} catch (caught) {
		// n8n's sleep may put it into an error of its own.
		throw ended.signal.aborted ? ended.signal.reason : caught;
	} finally {
		for (const end of ends) end();
	}
}

/**
 * Waits for something, which goes on when the wait ends.
 *
 * @throws what it throws; the reason of the signal that aborts
 */
export async function orAborted<T>(waited: Promise<T>, stops: Stops = []): Promise<T> {
	let ends: Array<() => void> = [];
	const aborted = new Promise<never>((_resolve, reject) => {
		ends = stops.map((signal) => onAbort(signal, () => reject(signal?.reason)));
	});
	try {
		return await Promise.race([waited, aborted]);
	} finally {
		for (const end of ends) end();
	}
}
