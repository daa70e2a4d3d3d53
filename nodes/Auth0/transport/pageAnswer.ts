import { isRecord, listOf, type Reader } from './answers';
import type { ApiAnswer } from './request';

// What some lists allow, where a refusal does not name it.
const SMALLER_SIZES = [50, 20, 10, 5];
const MAXIMUM = /(?:max(?:imum)?|less than or equal to|at most|between 1 and)\D{0,12}(\d{1,4})/i;

/** The rows of an answer, and what else it says of its list. */
export interface PageAnswer<T> {
	rows: T[];
	/** Whether the answer is the rows alone. */
	isBare: boolean;
	/** Where the next checkpoint page begins; undefined after the last. */
	next?: string;
	/** How many rows the whole list has, where Auth0 says it. */
	total?: number;
}

/**
 * Reads a page of any of the forms in which Auth0 gives one.
 *
 * @returns undefined for an answer that is no list
 */
export function readPage<T>(body: unknown, row: Reader<T>): PageAnswer<T> | undefined {
	if (Array.isArray(body)) return { rows: listOf(row)(body), isBare: true };
	const { rows, next, total } = readListObject(body) ?? {};
	if (!Array.isArray(rows)) return undefined;
	return {
		rows: listOf(row)(rows),
		isBare: false,
		next: readNext(next),
		total: readTotal(total),
	};
}

/** The rows of an object that holds nothing else than them, counts and a checkpoint. */
function readListObject(
	body: unknown,
): { rows?: unknown; next?: unknown; total?: unknown } | undefined {
	if (!isRecord(body)) return undefined;
	const entries = Object.entries(body);
	const [rows, ...others] = entries.filter(([, value]) => Array.isArray(value));
	const isList = entries.every(
		([name, value]) => name === 'next' || typeof value !== 'string' || value === '',
	);
	if (!rows || others.length > 0 || !isList) return undefined;
	const { next, total } = body;
	return { rows: rows[1], next, total };
}

// After the last page, Auth0 leaves it out, or answers null or an empty text.
function readNext(next: unknown): string | undefined {
	if (typeof next === 'number') return String(next);
	return typeof next === 'string' && next !== '' ? next : undefined;
}

const readTotal = (total: unknown) =>
	typeof total === 'number' && Number.isFinite(total) ? total : undefined;

/**
 * The rows that Auth0 allows on a page, where it refused a larger one; undefined for every other
 * answer.
 *
 * Source: the maximum of `take` and `per_page`, which is 10, 20 or 50 for some endpoints.
 */
export function allowedSize({ statusCode, body }: ApiAnswer, size: number): number | undefined {
	const message = isRecord(body) ? body.message : undefined;
	if (statusCode !== 400 || typeof message !== 'string') return undefined;
	if (!/\b(?:take|per_page)\b/.test(message)) return undefined;
	const named = Number(MAXIMUM.exec(message)?.[1]);
	if (named >= 1 && named < size) return named;
	const isRefused = /on property (?:take|per_page)\b/.test(message);
	return isRefused ? SMALLER_SIZES.find((smaller) => smaller < size) : undefined;
}
