import { USER_ID_EXAMPLE } from '../../api/examples';
import { hasSpaceOrControl, isWellFormed } from '../../transport/characters';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { isSegment, leadsElsewhere } from '../../transport/path';

const WHAT_TO_ENTER =
	'Enter it as the Management API documentation shows it, such as /users/{user}/roles.';

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
		new InputError(`'Path' ${problem}.`, description);
	if (text === '' || text === '/') throw refuse('is empty');
	if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
		throw refuse(
			'must not be a full URL',
			'Enter only the part after /api/v2, such as /users/{user}.',
		);
	}
	if (hasSpaceOrControl(text)) throw refuse('contains a space or an invisible character');
	if (!isWellFormed(text)) throw refuse('contains an incomplete character');
	if (text.includes('\\')) throw refuse('contains a backslash');
	if (/[?#]/.test(text)) {
		throw refuse(
			'contains a query string or a fragment',
			"Add query parameters under 'Query Parameters'.",
		);
	}
	const segments = text.replace(/^\//, '').replace(/\/$/, '').split('/');
	const used = new Set<string>();
	const built = segments.map((segment) => {
		if (segment === '') throw refuse('contains two slashes in a row');
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
			`does not contain {${unused}}`,
			`Add {${unused}} where its value belongs, or remove the parameter.`,
		);
	}
	return `/${built.join('/')}`;
}

type Refuse = (problem: string, description?: string) => InputError;

function encodeTyped(part: string, refuse: Refuse): string {
	if (/[{}]/.test(part)) throw refuse('contains a { without a }, or a } without a {');
	if (/@/.test(part)) {
		throw refuse(
			'contains an @',
			"Use a placeholder such as {user} instead, and add its value under 'Path Parameters'.",
		);
	}
	if (/%(?![0-9a-f]{2})/i.test(part)) throw refuse('contains a % that encodes nothing');
	// What is encoded already stays.
	return part.replace(/[^\w\-.~!$&'()*+,;=:%]/gu, (character) => encodeURIComponent(character));
}

function encodeValue(name: string, value: string | undefined): string {
	if (value === undefined) {
		throw new InputError(
			`'Path' contains {${name}}, but it has no value.`,
			`Add ${name} under 'Path Parameters'.`,
		);
	}
	if (isSegment(value)) return encodeURIComponent(value);
	throw new InputError(
		value === ''
			? `The path parameter “${name}” is empty.`
			: `The path parameter “${name}” cannot be used.`,
		`Enter the plain value, such as ${USER_ID_EXAMPLE}. ${CHECK_EXPRESSION}`,
	);
}

/** Refuses a segment that would lead elsewhere, or whose encoding is that of no text. */
function checkSegment(segment: string, refuse: Refuse) {
	if (leadsElsewhere(segment)) throw refuse('contains “.” or “..”, which would change the path');
	try {
		decodeURIComponent(segment);
	} catch {
		throw refuse('contains a % that encodes no character');
	}
}
