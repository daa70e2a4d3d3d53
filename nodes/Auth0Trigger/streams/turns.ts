import { Turns } from '../../Auth0/transport/turns';

/** What is done about the stream of each trigger, one after another. */
const turns = new Map<string, Turns>();

/** Triggers that n8n has ended since it last asked for their stream. */
const ended = new Set<string>();

/**
 * Does something about the stream of a trigger after whatever is under way for it. n8n 1 lets people
 * unpublish a workflow that it is still activating at its start: what makes the stream would be behind
 * what deletes it.
 *
 * @param key of the trigger
 * @throws what the work throws
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const own = turns.get(key) ?? new Turns();
	turns.set(key, own);
	const done = await own.take();
	try {
		return await work();
	} finally {
		done();
	}
}

/** n8n asks for the stream before it has it made, and only then. */
export const begin = (key: string) => void ended.delete(key);

/** n8n has the stream deleted. */
export const end = (key: string) => void ended.add(key);

/** Whether n8n has had the stream deleted since it asked for it. */
export const hasEnded = (key: string): boolean => ended.has(key);

/** Triggers that were refused before anything was sent. */
const refused = new Set<string>();

/** What the fields of a trigger say, or the address of n8n, cannot be used, or can. */
export const refuse = (key: string) => void refused.add(key);
export const accept = (key: string) => void refused.delete(key);

/** Forgets a refusal. @returns whether there was one */
export const takeRefusal = (key: string): boolean => refused.delete(key);
