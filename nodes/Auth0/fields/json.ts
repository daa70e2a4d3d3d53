import type { IDataObject } from 'n8n-workflow';

import { isRecord, isTooDeep, MAX_LEVELS } from '../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { named, type Name } from './named';
import { isExact, keepsDigits } from './numbers';

const AS_TEXT =
	'Numbers keep their digits up to 9007199254740991, with about 15 digits in all. Put longer ones, such as IDs, in double quotes.';

/**
 * Reads a JSON field: an object as it is, as an expression or an AI tool gives it, or as text.
 *
 * @param field its name as the panel shows it
 * @returns what of it is set, see `toJson`; undefined when nothing is
 * @throws InputError naming the field; it quotes nothing of the text, which can hold a
 * password
 */
export function readJsonObject(field: Name, value: unknown): IDataObject | undefined {
	const parsed = typeof value === 'string' ? parseJson(field, value) : value;
	checkDepth(field, parsed);
	const json = toJson(field, parsed);
	if (isRecord(json)) return json;
	if (isRecord(parsed) && json === undefined) return undefined;
	throw new InputError(
		`${named(field)} is not a JSON object.`,
		'Enter one that starts with { and ends with }, such as { "plan": "gold" }, or an expression that returns an object.',
	);
}

/**
 * Reads JSON text.
 *
 * @throws InputError naming the field, and the place if the parser tells it; also for a number
 * that reading would change
 */
export function parseJson(field: Name, text: string): unknown {
	// Files from Windows programs often start with a byte order mark.
	const json = text.replace(/^\uFEFF/, '');
	if (json.trim() === '') {
		throw new InputError(
			`${named(field)} is empty.`,
			`Enter a JSON value, or remove the field. ${CHECK_EXPRESSION}`,
		);
	}
	const { value, problem } = parse(json);
	if (problem !== undefined) {
		throw new InputError(
			`${named(field)} is not valid JSON${placeOf(problem, json)}.`,
			'Check for a missing quote, comma or bracket, and for a comma after the last entry. Put names and text values in double quotes.',
		);
	}
	const position = inexactNumber(json);
	if (position === undefined) return value;
	throw new InputError(
		`${named(field)} has a number that would lose digits: see ${lineAndColumn(json, position)}.`,
		AS_TEXT,
	);
}

/** @returns the value, or in place of it what the parser says */
function parse(json: string): { value?: unknown; problem?: string } {
	try {
		return { value: JSON.parse(json) };
	} catch (error) {
		return { problem: error instanceof Error ? error.message : '' };
	}
}

/** Where valid JSON has the first number that is another one after it is read. */
function inexactNumber(json: string): number | undefined {
	for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)) {
		if (!token.startsWith('"') && !keepsDigits(token)) return index;
	}
	return undefined;
}

/** @throws InputError naming the field for JSON of more levels than can be sent */
export function checkDepth(field: Name, json: unknown) {
	if (!isTooDeep(json)) return;
	throw new InputError(
		`${named(field)} is nested too deeply.`,
		`Use at most ${MAX_LEVELS} levels of objects and lists.`,
	);
}

/**
 * A value as JSON can hold it. Auth0 takes an empty object and null for "remove": neither may come
 * from an expression that found nothing.
 *
 * @returns undefined for what is not set: undefined, and objects that hold nothing else
 * @throws InputError naming the field for what JSON cannot hold, such as NaN, and for a number
 * that may have lost digits
 */
function toJson(field: Name, value: unknown): unknown {
	if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
		return undefined;
	}
	if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
		throw new InputError(
			`${named(field)} contains ${value}, which is not a number that Auth0 can store.`,
			'Check the expression. It may use a value that this item does not have.',
		);
	}
	if (typeof value === 'number' && !isExact(value)) {
		throw new InputError(`${named(field)} has a number that n8n cannot read exactly.`, AS_TEXT);
	}
	if (Array.isArray(value)) return value.map((entry) => toJson(field, entry) ?? null);
	if (!isRecord(value) || 'toJSON' in value) return value;
	const entries = Object.entries(value);
	const kept = entries
		.map(([key, entry]) => [key, toJson(field, entry)] as const)
		.filter(([, entry]) => entry !== undefined);
	// Not by assignment: a name can be __proto__.
	return kept.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(kept);
}

/** Where the text breaks off, as far as the parser tells: line and column, from 1. */
function placeOf(problem: string, text: string): string {
	const position = /at position (\d+)/.exec(problem)?.[1];
	return position ? `: see ${lineAndColumn(text, Number(position))}` : '';
}

/** A place in a text as editors count, from 1. */
function lineAndColumn(text: string, position: number): string {
	const before = text.slice(0, position).split('\n');
	return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}
