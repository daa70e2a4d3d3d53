/**
 * Builds the path of a request: each value becomes one segment, percent-encoded, whatever it holds.
 *
 * @example path`/users/${'auth0|a/b'}` is '/users/auth0%7Ca%2Fb'
 * @throws Error for a value that cannot be a segment: empty, `.`, `..`, or not well-formed text
 */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
	return literals.reduce(
		(built, literal, i) => built + encodeSegment(values[i - 1] ?? '') + literal,
	);
}

function encodeSegment(value: string): string {
	if (!isSegment(value)) throw new Error('This value cannot be part of an address.');
	return encodeURIComponent(value);
}

/** Whether a value can be one segment of a path: every URL parser would resolve `.` and `..` away. */
export function isSegment(value: string): boolean {
	return value !== '' && value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value);
}
