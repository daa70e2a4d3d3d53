import { InputError } from '../../transport/inputError';
import { checkDepth, parseJson } from '../json';
import type { Parameters } from '../parameters';
import { readPairs, readTexts } from './pairs';
import { typedPath } from './typedPath';

/** The node sets these itself. */
const OWN_HEADERS =
	/^(authorization|connection|content-length|content-type|cookie|host|proxy-.*|transfer-encoding)$/i;

/** n8n's HTTP client leaves these out. */
const UNSENT_HEADERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The path below /api/v2, with the values of the names in braces. */
export function readPath(parameters: Parameters): string {
	const values = new Map(readTexts('Path Parameters', parameters.value('pathParameters')));
	return typedPath(parameters.text('path'), values);
}

/** The values of each query parameter, of which a list gives several. */
export function readQuery(parameters: Parameters): Map<string, string[]> {
	const query = new Map<string, string[]>();
	for (const [name, values] of readPairs('Query Parameters', parameters.value('queryParameters'))) {
		query.set(name, [...(query.get(name) ?? []), ...values]);
	}
	return query;
}

/** The headers that were added. @throws InputError for one that cannot be sent, or that the node sets itself */
export function readHeaders(parameters: Parameters): Record<string, string> {
	const headers = readTexts('Headers', parameters.collection('options').headers);
	for (const [name, value] of headers) {
		if (OWN_HEADERS.test(name)) {
			throw new InputError(
				`'Headers' must not include “${name}”: the node sets it.`,
				'Remove it. The authorization comes from the credential.',
			);
		}
		const isDropped = UNSENT_HEADERS.has(name);
		if (isDropped || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
			throw new InputError(
				`The header “${name}” cannot be sent.`,
				'Enter a name such as auth0-custom-domain, and a value on one line.',
			);
		}
	}
	return Object.fromEntries(headers);
}

/** The body as JSON; undefined for none. @throws InputError when it is no object and no list */
export function readBody(parameters: Parameters): object | undefined {
	const given = parameters.value('body');
	if (given === '') return undefined;
	if (given === undefined || given === null) {
		throw new InputError(
			"'Body' is empty.",
			'Check that this item has the value that the expression uses. To send no body, clear the field.',
		);
	}
	const body = typeof given === 'string' ? parseJson('Body', given) : given;
	checkDepth('Body', body);
	if (typeof body === 'object' && body !== null) return body;
	throw new InputError(
		"'Body' must be a JSON object or a list.",
		'Enter one that starts with { or [, such as { "name": "Editor" }.',
	);
}
