import { InputError } from '../transport/inputError';
import { whatIs } from './fieldValues';
import { named } from './named';
import { toNumber } from './numbers';
import type { Parameters } from './parameters';

// ISO 8601, as far as people and expressions write it: date, time, and zone with its name behind it.
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(?:\s*(Z|[+-]\d\d:?\d\d)(?:\[[^\]]*\])?)?$/i;

const DAY_MS = 86_400_000;

/** Day 0 of the dates in spreadsheets: 1899-12-30. */
const SHEET_EPOCH_MS = -25_569 * DAY_MS;

/**
 * The numbers that can only be a date of one kind, as no two of these ranges meet. Years, and dates
 * written in digits such as 20260131 or 202601311200, are in none of them.
 */
const YEAR_1980_MS = 315_532_800_000;
const YEAR_2100_MS = 4_102_444_800_000;
const YEAR_2286_MS = 10_000_000_000_000;

/**
 * A moment in UTC, as Auth0 stores it. A date without a zone, as the editor or a sheet gives it, is
 * in the zone of the workflow.
 *
 * @param field its name as the panel shows it
 * @param value text, a Date, a DateTime of an expression, epoch seconds or ms, or the serial number
 * that a spreadsheet keeps for a date
 * @returns undefined when it is not set
 * @throws InputError naming the field for what is no date, or could be several
 */
export function readDate(
	parameters: Parameters,
	field: string,
	value: unknown,
): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const date = toDate(value, parameters.timeZone);
	if (date && !Number.isNaN(date.getTime())) return date.toISOString();
	throw new InputError(
		`${named(field)} is not a date.`,
		`${whatIs(value)} Choose a date, or enter one such as 2026-01-31 or 2026-01-31T12:00:00Z. A number must be epoch seconds or milliseconds, or a spreadsheet date number.`,
	);
}

function toDate(value: unknown, timeZone: string): Date | undefined {
	// Dates of every kind write themselves as ISO 8601; one that is none, as null or in words.
	if (typeof value === 'object' && value !== null && 'toJSON' in value) {
		const written: unknown = typeof value.toJSON === 'function' ? value.toJSON() : undefined;
		return typeof written === 'string' ? parse(written, timeZone) : undefined;
	}
	const number = toNumber(value);
	if (number !== undefined) return ofNumber(number, timeZone);
	return typeof value === 'string' ? parse(value, timeZone) : undefined;
}

function ofNumber(number: number, timeZone: string): Date | undefined {
	const isBetween = (ms: number, end: number) => ms >= YEAR_1980_MS && ms < end;
	const sheetMs = SHEET_EPOCH_MS + Math.round(number * 86_400) * 1000;
	if (isBetween(sheetMs, YEAR_2100_MS)) return inZone(new Date(sheetMs), timeZone);
	if (isBetween(number * 1000, YEAR_2286_MS)) return new Date(number * 1000);
	return isBetween(number, YEAR_2286_MS) ? new Date(number) : undefined;
}

function parse(text: string, timeZone: string): Date | undefined {
	const [, day, time = '00:00', zone] = ISO.exec(text.trim()) ?? [];
	if (day === undefined || !isDay(day)) return undefined;
	const date = new Date(`${day}T${time}${zone ?? 'Z'}`);
	return zone || Number.isNaN(date.getTime()) ? date : inZone(date, timeZone);
}

/**
 * Whether the calendar has a day, which JavaScript does not say: 2026-02-30 is 2026-03-02 to it. A year
 * such as 0026 was meant to be another one.
 */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00Z`);
	return day >= '1900' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** The moment at which clocks in a time zone show what UTC shows at `shown`. */
function inZone(shown: Date, timeZone: string): Date {
	const guess = shown.getTime() - offsetMs(shown, timeZone);
	return new Date(shown.getTime() - offsetMs(new Date(guess), timeZone));
}

/** How far a time zone is ahead of UTC at a moment. */
function offsetMs(date: Date, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
	const name = format.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, sign = '+', hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
