import type { IDataObject } from 'n8n-workflow';

import { isSegment } from './path';

/** Why a successful answer cannot be used: it does not have the shape that Auth0 documents. */
export class UnexpectedAnswer extends Error {}

/**
 * Reads a part of an answer, and returns it with a type that is true.
 *
 * @param at where the part is, such as `users[0].user_id`; '' for the whole answer
 * @throws UnexpectedAnswer when it has another shape
 */
export type Reader<T> = (value: unknown, at?: string) => T;

const unexpected = (at: string, expected: string) =>
	new UnexpectedAnswer(`${at === '' ? 'The response' : `“${at}”`} is not ${expected}.`);

/** Whether it is a JSON object. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object, whatever it holds. */
export const record: Reader<IDataObject> = (value, at = '') => {
	if (isRecord(value)) return value;
	throw unexpected(at, 'an object');
};

/** A text, which may be empty. */
export const aText: Reader<string> = (value, at = '') => {
	if (typeof value === 'string') return value;
	throw unexpected(at, 'text');
};

const MAX_ID_LENGTH = 1000;

/** The ID of something, which can be put into a path. */
export const anId: Reader<string> = (value, at = '') => {
	const isText = typeof value === 'string' && value.length <= MAX_ID_LENGTH;
	if (isText && isSegment(value)) return value;
	throw unexpected(at, 'an ID');
};

/** A finite number. */
export const aNumber: Reader<number> = (value, at = '') => {
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw unexpected(at, 'a number');
};

/** A number of things. */
export const aCount: Reader<number> = (value, at = '') => {
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
	throw unexpected(at, 'a number of entries');
};

/** What may be missing, or null. */
export const optional =
	<T>(read: Reader<T>): Reader<T | null | undefined> =>
	(value, at) =>
		value === undefined || value === null ? value : read(value, at);

/** A list whose entries are all read in one way. */
export const listOf =
	<T>(entry: Reader<T>): Reader<T[]> =>
	(value, at = '') => {
		if (!Array.isArray(value)) throw unexpected(at, 'a list');
		return value.map((part: unknown, index) => entry(part, `${at}[${index}]`));
	};

/** A JSON object that has these properties, besides any others. */
export function object<T extends object>(properties: {
	[Name in keyof T]: Reader<T[Name]>;
}): Reader<IDataObject & T> {
	const has = (value: IDataObject, at: string): value is IDataObject & T => {
		for (const [name, read] of Object.entries<Reader<unknown>>(properties)) {
			read(value[name], at === '' ? name : `${at}.${name}`);
		}
		return true;
	};
	return (value, at = '') => {
		if (isRecord(value) && has(value, at)) return value;
		throw unexpected(at, 'an object');
	};
}

/** The properties that a type names, without the signature by which it allows any other. */
export type Named<T> = {
	[Name in keyof T as string extends Name ? never : Name]: T[Name];
};

/** Readers of properties that the type names, each of which can read a value that the type allows. */
type PartReaders<T, Part> = {
	[Name in keyof Part]: Name extends keyof Named<T>
		? [NonNullable<T[Name]> & (Part[Name] | object)] extends [never]
			? never
			: Reader<Part[Name]>
		: never;
};

/**
 * As `object`, for the part on which the nodes rely of something that Auth0 has a type for. A property that
 * the type does not name, or that it gives another type, does not compile.
 *
 * @example partOf<Management.Role>()({ id: anId, name: aText })
 */
export const partOf =
	<T extends object>() =>
	<Part extends object>(
		properties: PartReaders<T, Part> & { [Name in keyof Part]: Reader<Part[Name]> },
	) =>
		object<Part>(properties);

/**
 * The levels of nesting that are taken, of what comes from Auth0 and of what goes there. JSON of more
 * levels than the stack has room for would end in the middle of whatever works through it.
 */
export const MAX_LEVELS = 500;

/** Whether JSON is nested deeper than that. What writes itself as JSON, such as a date, has no depth. */
export function isTooDeep(json: unknown): boolean {
	const seen = new Set<object>();
	let level = [json];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > MAX_LEVELS) return true;
		const inner: unknown[] = [];
		for (const value of level) {
			if (typeof value !== 'object' || value === null || 'toJSON' in value) continue;
			if (seen.has(value)) continue;
			seen.add(value);
			for (const part of Object.values(value)) inner.push(part);
		}
		level = inner;
	}
	return false;
}

/** Whether it is a text with tags, as of the page of a proxy. */
export const isMarkup = (value: unknown) =>
	typeof value === 'string' && /<[!/a-z][^<>]*>/i.test(value);

/** A sentence of Auth0's: text, but no page, which a proxy can answer with the same status. */
export const aSentence: Reader<string> = (value, at = '') => {
	if (typeof value === 'string' && value.trim() !== '' && !isMarkup(value)) return value;
	throw unexpected(at, 'a sentence');
};
