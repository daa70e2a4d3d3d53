/**
 * Escapes text for Auth0's user search, so that it is found as it was typed.
 *
 * Source: https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function escapeTerm(text: string): string {
	return text.replace(/[\s+\-&|!(){}[\]^"~*?:\\/<>=]/g, '\\$&');
}

const MIN_INFIX_LENGTH = 3;

/**
 * The query for users of whom one of the fields holds the text; with fewer than three characters,
 * begins with it, because Auth0 takes a leading wildcard only before three or more.
 */
export function containsQuery(fields: string[], text: string): string {
	const wildcard = text.length < MIN_INFIX_LENGTH ? '' : '*';
	return fields.map((field) => `${field}:${wildcard}${escapeTerm(text)}*`).join(' OR ');
}

/** A value in quotation marks, for a search of exactly this value. */
export const quote = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`;

/** The condition that a field has exactly this value. @param field a path such as app_metadata.plan */
export const isExactly = (field: string, value: string) =>
	`${field.split('.').map(escapeTerm).join('.')}:${quote(value)}`;

/** Joins conditions, each in brackets of its own; undefined without any. */
export function allOf(...conditions: Array<string | undefined>): string | undefined {
	const given = conditions.filter((condition) => condition !== undefined);
	return given.length === 0 ? undefined : given.map((condition) => `(${condition})`).join(' AND ');
}

const CLOSING = new Map([
	['(', ')'],
	['[', ']}'],
	['{', ']}'],
]);

/**
 * Why a query cannot be put into brackets, so that nothing in it ends them: a bracket or a quotation
 * mark that is open, or an operator at its end. Where engines of this syntax differ, what any
 * of them could read so is told, too: regular expressions, and quotation marks within a range.
 *
 * Source: QueryParser.jj of Lucene 2.9 (the syntax of Auth0) and of later versions.
 *
 * @returns the end of a sentence that begins with the name of the query; undefined when it is whole
 */
export function problemOf(query: string): string | undefined {
	const open: string[] = [];
	for (let at = 0; at < query.length; at++) {
		const sign = query.charAt(at);
		const isInRange = /[[{]/.test(open.at(-1) ?? '');
		if (sign === '\\') {
			at++;
			if (at === query.length) return 'ends with a backslash';
			if (isInRange && /[\]})]/.test(query.charAt(at))) return 'has a backslash inside a range';
		} else if (sign === '"') {
			if (isInRange && !/[\s[{]/.test(query.charAt(at - 1))) {
				return 'has a double quote in the middle of a range value';
			}
			at = endOf('"', query, at);
			if (at === query.length) return 'has a double quote that is not closed';
		} else if (sign === '/' && !isInRange) {
			const end = endOf('/', query, at);
			if (end < query.length && /["()[\]{}]/.test(query.slice(at, end))) {
				return 'has a “/” before a bracket or a double quote, which Auth0 may read as a regular expression';
			}
		} else if (CLOSING.has(sign)) {
			if (isInRange) return `has a “${sign}” inside a range`;
			open.push(sign);
		} else if (/[\])}]/.test(sign) && !CLOSING.get(open.pop() ?? '')?.includes(sign)) {
			return `has a “${sign}” without an opening one`;
		}
	}
	const last = open.pop();
	if (last !== undefined) return `has a “${last}” that is not closed`;
	const [, first] = /^(AND|OR)(?:\s|$)/.exec(query) ?? [];
	if (first !== undefined) return `begins with ${first}`;
	const [, final] = /(?:^|[\s(])(AND|OR|NOT)$/.exec(query) ?? [];
	return final === undefined ? undefined : `ends with ${final}`;
}

/** Where the sign that stands at a position is met again, without a backslash before it. */
function endOf(sign: string, text: string, from: number): number {
	let at = from + 1;
	while (at < text.length && text.charAt(at) !== sign) at += text.charAt(at) === '\\' ? 2 : 1;
	return Math.min(at, text.length);
}

/** Whether a query is one of those that find everything. */
export const findsEverything = (query: string) => /^[\s(]*\*(?:\s*:\s*\*)?[\s)]*$/.test(query);
