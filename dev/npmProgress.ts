/**
 * Counts the packages of an `npm install` by the requests that npm tells of: it looks all of
 * them up first, and fetches them then.
 *
 * @param packages how many it fetches at most, if that is known
 * @returns what takes the lines of npm, and what says how far it is
 */
export function countRequests(packages?: number) {
	const lookedUp = new Set<string>();
	const fetched = new Set<string>();

	const isProgress = (line: string): boolean => {
		if (!line.startsWith('npm http ')) return false;
		const url = /https?:\S+/.exec(line)?.[0];
		if (url) (url.endsWith('.tgz') ? fetched : lookedUp).add(url);
		return true;
	};

	const detail = (): string => {
		if (fetched.size === 0) return `packages looked up: ${lookedUp.size}`;
		return `packages fetched: ${fetched.size}${packages ? ` of ${packages}` : ''}`;
	};

	return { isProgress, detail };
}
