/** Since when events are missing, of triggers that have not begun to fetch. */
const missing = new Map<string, string>();

/** What fetches the events that a trigger missed. */
type Fetch = (since: string) => void;

const fetching = new Map<string, Fetch>();

/**
 * Has a trigger fetch what it missed, now that its stream delivers: the hooks of a webhook can start no
 * workflow. n8n calls them before the trigger or after it.
 *
 * @param since an ISO 8601 time; undefined where nothing is missing
 */
export function tellMissed(key: string, since: string | undefined): void {
	missing.delete(key);
	if (since === undefined) return;
	const fetch = fetching.get(key);
	if (fetch) fetch(since);
	else missing.set(key, since);
}

/**
 * Fetches whenever something is missing.
 *
 * @returns what ends it
 */
export function whenMissed(key: string, fetch: Fetch): () => void {
	fetching.set(key, fetch);
	tellMissed(key, missing.get(key));
	return () => {
		if (fetching.get(key) === fetch) fetching.delete(key);
	};
}
