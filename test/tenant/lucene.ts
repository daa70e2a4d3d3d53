import { badRequest } from './errors';

/** Whether a record is found by a query. */
export type Matches = (record: object) => boolean;

// Auth0 compares these without regard to case, and all others with it.
const CASELESS = new Set(['email', 'name', 'given_name', 'family_name', 'nickname']);

const QUOTED = String.raw`"(?:\\.|[^"\\])*"`;
const TOKEN = new RegExp(
	String.raw`\s*(?:(AND|OR|NOT)(?=[\s(]|$)|([()])|([\w.]+):(?:` +
		String.raw`\(\s*(${QUOTED}(?:\s+OR\s+${QUOTED})*)\s*\)|` +
		String.raw`([[{])\s*(${QUOTED}|\S+)\s+TO\s+(${QUOTED}|\S+?)\s*([\]}])|` +
		String.raw`(${QUOTED})|((?:\\.|[^\s()"\\])+)))`,
	'y',
);

interface Token {
	operator?: string;
	parenthesis?: string;
	matches?: Matches;
}

/**
 * Compiles the part of Auth0's search syntax that the nodes use: `field:value` with quotes,
 * escapes, `*`, several quoted values in parentheses, ranges, `_exists_`, AND, OR, NOT and parentheses.
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
		const [, operator, parenthesis, field, group, open, from, to, close, quoted, bare] = found;
		if (operator) tokens.push({ operator });
		else if (parenthesis) tokens.push({ parenthesis });
		else if (field === undefined) throw invalidQuery();
		else if (group !== undefined) tokens.push({ matches: anyOfGroup(field, group) });
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

const unescape = (text: string) => text.replace(/\\(.)/gs, '$1');
const unquote = (text: string) => unescape(text.startsWith('"') ? text.slice(1, -1) : text);

type Test = (value: unknown) => boolean;

/** Whether a value of the field passes, of those that are indexed: `email.domain` is, `{}` is not. */
function anyOf(field: string, passes: Test): Matches {
	if (field === 'email.domain') {
		return anyOf('email', (email) => passes(String(email).replace(/^.*@/s, '')));
	}
	const path = field.split('.');
	const isIndexed: Test = (value) =>
		typeof value !== 'object' || Object.keys(Object(value)).length > 0;
	return (record) => anyAt(record, path, (value) => isIndexed(value) && passes(value));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Whether a value at the path passes; levels that are lists are skipped. */
export function anyAt(record: unknown, path: string[], passes: Test, depth = 0): boolean {
	if (Array.isArray(record)) return record.some((one) => anyAt(one, path, passes, depth));
	const key = path[depth];
	if (key === undefined) return record !== undefined && record !== null && passes(record);
	if (!isRecord(record) || !Object.hasOwn(record, key)) return false;
	return anyAt(record[key], path, passes, depth + 1);
}

function term(field: string, quoted: string | undefined, bare = ''): Matches {
	if (field === '_exists_') return anyOf(bare, () => true);
	const parts = quoted === undefined ? bare.split(/(?<!\\)\*/) : [quoted.slice(1, -1)];
	if (parts[0] === '' && parts.length > 1 && unescape(parts.join('')).length < 3) {
		throw badRequest('A leading wildcard needs three characters or more.', 'invalid_query');
	}
	const pattern = parts
		.map((part) => unescape(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const expression = new RegExp(`^${pattern}$`, CASELESS.has(field) ? 'is' : 's');
	return anyOf(field, (value) => expression.test(String(value)));
}

/** A list of exact values, such as `user_id:("auth0|1" OR "auth0|2")`. */
function anyOfGroup(field: string, group: string): Matches {
	const fold = (text: string) => (CASELESS.has(field) ? text.toLowerCase() : text);
	const given = group.match(new RegExp(QUOTED, 'gs')) ?? [];
	const values = new Set(given.map((quoted) => fold(unquote(quoted))));
	return anyOf(field, (value) => values.has(fold(String(value))));
}

const PARTIAL_DATE = /^\d{4}(-\d\d){0,2}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Where a value lies to a bound: numbers compare as such, times whatever their precision, and
 * what lies within a partial date is equal to it.
 */
function sideOf(bound: string): (value: unknown) => number {
	const time = TIME.test(bound) ? new Date(bound).getTime() : NaN;
	const text = Number.isNaN(time) ? bound : new Date(time).toISOString();
	const number = Number(bound);
	const isPartialDate = PARTIAL_DATE.test(bound);
	return (value) => {
		if (typeof value === 'number' && !Number.isNaN(number)) return value - number;
		const given = String(value);
		if (given === text || (isPartialDate && given.startsWith(text) && TIME.test(given))) return 0;
		return given < text ? -1 : 1;
	};
}

function inRange(
	field: string,
	from: string,
	to: string,
	fromIncluded: boolean,
	toIncluded: boolean,
): Matches {
	const fromSide = sideOf(unquote(from));
	const toSide = sideOf(unquote(to));
	const isAbove = (side: number) => (fromIncluded ? side >= 0 : side > 0);
	const isBelow = (side: number) => (toIncluded ? side <= 0 : side < 0);
	return anyOf(
		field,
		(value) => (from === '*' || isAbove(fromSide(value))) && (to === '*' || isBelow(toSide(value))),
	);
}
