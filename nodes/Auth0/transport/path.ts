import type { IDataObject } from 'n8n-workflow';

import { isWellFormed, toWellFormed } from './characters';
import { CHECK_EXPRESSION, InputError } from './inputError';
import { MAX_QUOTED, shorten } from './shorten';

/**
 * Builds the path of a request: each value becomes one segment, percent-encoded, whatever it holds.
 *
 * @example path`/users/${'auth0|a/b'}` is '/users/auth0%7Ca%2Fb'
 * @throws InputError for a value that `isSegment` refuses
 */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
	return literals.reduce(
		(built, literal, i) => built + encodeSegment(values[i - 1] ?? '') + literal,
	);
}

function encodeSegment(value: string): string {
	if (!isSegment(value)) {
		throw new InputError(
			`“${shorten(value, MAX_QUOTED)}” cannot be part of a URL.`,
			`Check the IDs in the fields of this node. ${CHECK_EXPRESSION}`,
		);
	}
	return encodeURIComponent(value);
}

/** Whether a value can be one segment of a path: well-formed text that does not lead elsewhere. */
export function isSegment(value: string): boolean {
	return value !== '' && isWellFormed(value) && !leadsElsewhere(value);
}

const MAX_DECODINGS = 5;
/** An encoding of ASCII that UTF-8 forbids, and that some decoders take. */
const OVERLONG = /%(?:c[01]|e0%[89]|f0%8)/i;

/**
 * Whether a text holds `.` or `..` as a segment, which every URL parser resolves away: also after it
 * was decoded, however often and however leniently, and as servers read `\`, `;` and wide dots.
 */
export function leadsElsewhere(text: string): boolean {
	let decoded = text;
	for (let round = 0; round < MAX_DECODINGS; round++) {
		const segments = decoded.normalize('NFKC').split(/[/\\]/);
		if (segments.some((segment) => /^\.{1,2}(?:;|$)/.test(segment))) return true;
		if (OVERLONG.test(decoded)) return true;
		const next = decode(decoded);
		if (next === decoded) return false;
		decoded = next;
	}
	return true;
}

/** What encodes no text is left as it is. */
function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text.replace(/%[0-7][0-9a-f]/gi, (code) =>
			String.fromCharCode(Number.parseInt(code.slice(1), 16)),
		);
	}
}

/**
 * The part of an address from the question mark on, '' without any: a list is given name by name. All
 * names are sent, where n8n's HTTP client drops some, such as `constructor`.
 */
export function queryString(query: IDataObject = {}): string {
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		[value].flat().map((one) => [name, one] as const),
	);
	const parts = pairs
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encode(name)}=${encode(String(value ?? ''))}`);
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Half a character, which has no encoding, becomes the sign for that. */
const encode = (text: string) => encodeURIComponent(toWellFormed(text));
