/** The most characters by which a mistyped name differs from the one that is meant. */
const MAX_DISTANCE = 2;

/** A longer name is no name, but something that was pasted. */
const MAX_LENGTH = 60;

/**
 * The name that was probably meant by one that there is not: with other cases, spaces or signs, or with a
 * character or two wrong, missing or too many.
 *
 * @example closest('E-Mail', ['email', 'name']) is 'email'
 */
export function closest(name: string, names: Iterable<string>): string | undefined {
	if (name.length > MAX_LENGTH) return undefined;
	const letters = lettersOf(name);
	const most = Math.min(MAX_DISTANCE, Math.floor(letters.length / 3));
	let best: { name: string; distance: number } | undefined;
	for (const other of names) {
		const distance = distanceOf(letters, lettersOf(other));
		if (distance <= most && distance < (best?.distance ?? Infinity))
			best = { name: other, distance };
	}
	return best?.name;
}

const lettersOf = (name: string) =>
	name
		.slice(0, MAX_LENGTH)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * How many characters have to be changed, added, removed, or swapped with the next one, to make one text of
 * the other.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
function distanceOf(one: string, other: string): number {
	let before: number[] = [];
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let at = 1; at <= one.length; at++) {
		const next = [at];
		for (let column = 1; column <= other.length; column++) {
			const isSame = one[at - 1] === other[column - 1];
			const isSwapped = one[at - 1] === other[column - 2] && one[at - 2] === other[column - 1];
			next[column] = Math.min(
				(row[column - 1] ?? 0) + (isSame ? 0 : 1),
				(row[column] ?? 0) + 1,
				(next[column - 1] ?? 0) + 1,
				isSwapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
			);
		}
		before = row;
		row = next;
	}
	return row[other.length] ?? 0;
}
