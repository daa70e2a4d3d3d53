/** What is under way for the stream of a trigger. */
const underWay = new Map<string, Promise<unknown>>();

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
	const turn = (underWay.get(key) ?? Promise.resolve()).then(work);
	const settled = turn.then(
		() => undefined,
		() => undefined,
	);
	underWay.set(key, settled);
	try {
		return await turn;
	} finally {
		if (underWay.get(key) === settled) underWay.delete(key);
	}
}

/** n8n asks for the stream before it has it made, and only then. */
export const begin = (key: string) => void ended.delete(key);

/** n8n has the stream deleted. */
export const end = (key: string) => void ended.add(key);

/** Whether n8n has had the stream deleted since it asked for it. */
export const hasEnded = (key: string): boolean => ended.has(key);
