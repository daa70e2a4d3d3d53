import { InputError } from '../../transport/inputError';
import { isSegment, leadsElsewhere } from '../../transport/path';

const WHAT_TO_ENTER =
	'Enter it as in the documentation of the Management API, such as /users/{user}/roles.';

/**
 * The path below `/api/v2` of a path that a person typed: `{name}` is replaced by the value of that
 * name, percent-encoded, whatever it holds; of the rest, only what an address may hold is taken.
 *
 * What is left cannot lead anywhere else: no other host, no user name, no segment that a URL parser
 * would resolve away, also not after it was decoded, however often.
 *
 * @throws InputError for everything else
 */
export function typedPath(typed: string, values: ReadonlyMap<string, string>): string {
	const text = typed.trim().replace(/^\/?api\/v2(?=\/|$)/, '');
	const refuse = (problem: string, description = WHAT_TO_ENTER) =>
		new InputError(`Path ${problem}.`, description);
	if (text === '' || text === '/') throw refuse('is empty');
	if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
		throw refuse('is a whole address', 'Enter only what follows /api/v2, such as /users/{user}.');
	}
	if (/[\s\p{Cc}\p{Cf}]/u.test(text)) throw refuse('holds a space or an invisible character');
	if (/\p{Surrogate}/u.test(text)) throw refuse('holds half a character');
	if (text.includes('\\')) throw refuse('holds a backslash');
	if (/[?#]/.test(text)) {
		throw refuse(
			'holds a query (from the question mark on) or a fragment',
			'Add what follows the question mark under Query Parameters.',
		);
	}
	const segments = text.replace(/^\//, '').replace(/\/$/, '').split('/');
	const used = new Set<string>();
	const built = segments.map((segment) => {
		if (segment === '') throw refuse('holds two slashes one after the other');
		return segment
			.split(/(\{[^{}]*\})/)
			.map((part) => {
				const name = /^\{([^{}]*)\}$/.exec(part)?.[1];
				if (name === undefined) return encodeTyped(part, refuse);
				used.add(name);
				return encodeValue(name, values.get(name));
			})
			.join('');
	});
	for (const segment of built) checkSegment(segment, refuse);
	const unused = [...values.keys()].find((name) => !used.has(name));
	if (unused !== undefined) {
		throw refuse(
			`has no place {${unused}}`,
			`Write {${unused}} where its value belongs, or remove it.`,
		);
	}
	return `/${built.join('/')}`;
}

type Refuse = (problem: string, description?: string) => InputError;

function encodeTyped(part: string, refuse: Refuse): string {
	if (/[{}]/.test(part)) throw refuse('holds a { without a }, or the other way round');
	if (/@/.test(part)) {
		throw refuse(
			'holds an @ sign',
			'Write a name in braces, such as {user}, in its place, and give the value under Path Parameters.',
		);
	}
	if (/%(?![0-9a-f]{2})/i.test(part)) throw refuse('holds a % that encodes nothing');
	// What is encoded already stays.
	return part.replace(/[^\w\-.~!$&'()*+,;=:%]/gu, (character) => encodeURIComponent(character));
}

function encodeValue(name: string, value: string | undefined): string {
	if (value === undefined) {
		throw new InputError(
			`Path has the place {${name}}, and there is no value for it.`,
			`Add ${name} under Path Parameters.`,
		);
	}
	if (isSegment(value)) return encodeURIComponent(value);
	throw new InputError(
		value === ''
			? `Path Parameter “${name}” is empty.`
			: `Path Parameter “${name}” cannot be used.`,
		'Enter the value as it is, such as auth0|5f7c8ec7c33c6c004bbafe82. If it is an expression, check that this item has the value.',
	);
}

/** Refuses a segment that would lead elsewhere, or whose encoding is that of no text. */
function checkSegment(segment: string, refuse: Refuse) {
	if (leadsElsewhere(segment)) throw refuse('holds “.” or “..”, which would lead elsewhere');
	try {
		decodeURIComponent(segment);
	} catch {
		throw refuse('holds a % that encodes no character');
	}
}
