import { badRequest } from './errors';

/** Whether a record is found by a query. */
export type Matches = (record: object) => boolean;

// Auth0 compares these without regard to case, and all others with it.
const CASELESS = new Set(['email', 'name', 'given_name', 'family_name', 'nickname']);

const TOKEN =
	/\s*(?:(AND|OR|NOT)(?=[\s(]|$)|([()])|([\w.]+):(?:([[{])\s*(\S+)\s+TO\s+(\S+?)\s*([\]}])|"((?:\\.|[^"\\])*)"|((?:\\.|[^\s()"\\])+)))/y;

interface Token {
	operator?: string;
	parenthesis?: string;
	matches?: Matches;
}

/**
 * Compiles the part of Auth0's search syntax that the nodes use: `field:value` with quotes,
 * escapes, `*`, ranges, `_exists_`, AND, OR, NOT and parentheses.
 * Source: https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 *
 * @throws ApiError 400 for what it does not understand
 */
export function compileQuery(query: string): Matches {
	const tokens = tokenise(query);
	const matches = readOr(tokens);
	if (tokens.length > 0) throw invalidQuery();
	return matches;
}

const invalidQuery = () => badRequest('The query is not valid.', 'invalid_query');

function tokenise(query: string): Token[] {
	const tokens: Token[] = [];
	const expression = new RegExp(TOKEN);
	const end = query.trimEnd().length;
	while (expression.lastIndex < end) {
		const found = expression.exec(query);
		if (!found) throw invalidQuery();
		const [, operator, parenthesis, field, open, from, to, close, quoted, bare] = found;
		if (operator) tokens.push({ operator });
		else if (parenthesis) tokens.push({ parenthesis });
		else if (field === undefined) throw invalidQuery();
		else if (from !== undefined && to !== undefined) {
			tokens.push({ matches: inRange(field, from, to, open === '[', close === ']') });
		} else tokens.push({ matches: term(field, quoted, bare) });
	}
	return tokens;
}

function readOr(tokens: Token[]): Matches {
	const parts = [readAnd(tokens)];
	while (tokens[0]?.operator === 'OR') {
		tokens.shift();
		parts.push(readAnd(tokens));
	}
	return (record) => parts.some((matches) => matches(record));
}

function readAnd(tokens: Token[]): Matches {
	const parts = [readNot(tokens)];
	while (tokens[0]?.operator === 'AND' || tokens[0]?.operator === 'NOT') {
		if (tokens[0].operator === 'AND') tokens.shift();
		parts.push(readNot(tokens));
	}
	return (record) => parts.every((matches) => matches(record));
}

function readNot(tokens: Token[]): Matches {
	const token = tokens.shift();
	if (token?.operator === 'NOT') {
		const negated = readNot(tokens);
		return (record) => !negated(record);
	}
	if (token?.parenthesis === '(') {
		const inner = readOr(tokens);
		if (tokens.shift()?.parenthesis !== ')') throw invalidQuery();
		return inner;
	}
	if (token?.matches) return token.matches;
	throw invalidQuery();
}

/** The values of a field as they are indexed: `email.domain` is one, an empty object is none. */
function valuesOf(record: object, field: string): unknown[] {
	if (field === 'email.domain') {
		return valuesOf(record, 'email').map((email) => String(email).replace(/^.*@/s, ''));
	}
	return valuesAt(record, field.split('.')).filter(
		(value) => typeof value !== 'object' || Object.keys(Object(value)).length > 0,
	);
}

/** The values at a path; levels that are lists are skipped. */
function valuesAt(record: unknown, path: string[]): unknown[] {
	if (Array.isArray(record)) return record.flatMap((one) => valuesAt(one, path));
	const [key, ...rest] = path;
	if (key === undefined) return record === undefined || record === null ? [] : [record];
	if (typeof record !== 'object' || record === null) return [];
	return valuesAt(Object.entries(record).find(([name]) => name === key)?.[1], rest);
}

function term(field: string, quoted: string | undefined, bare = ''): Matches {
	if (field === '_exists_') return (record) => valuesOf(record, bare).length > 0;
	const unescape = (text: string) => text.replace(/\\(.)/gs, '$1');
	const parts = quoted === undefined ? bare.split(/(?<!\\)\*/) : [quoted];
	if (parts[0] === '' && parts.length > 1 && unescape(parts.join('')).length < 3) {
		throw badRequest('A leading wildcard needs three characters or more.', 'invalid_query');
	}
	const pattern = parts
		.map((part) => unescape(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const expression = new RegExp(`^${pattern}$`, CASELESS.has(field) ? 'is' : 's');
	return (record) => valuesOf(record, field).some((value) => expression.test(String(value)));
}

function inRange(
	field: string,
	from: string,
	to: string,
	fromIncluded: boolean,
	toIncluded: boolean,
) {
	return (record: object) =>
		valuesOf(record, field).some((value) => {
			const text = String(value);
			const above = from === '*' || (fromIncluded ? text >= from : text > from);
			return above && (to === '*' || (toIncluded ? text <= to : text < to));
		});
}
