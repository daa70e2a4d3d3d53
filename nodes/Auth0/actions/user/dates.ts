import type { Item } from '../item';

// ISO 8601, as far as people and expressions write it: date, time and zone.
const ISO =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|[+-]\d\d:?\d\d)?(?:\[.*\])?$/i;

/**
 * A moment in UTC, as Auth0 stores it. A date without a zone, as the editor gives it, is in the zone
 * of the workflow.
 *
 * @param field its name as the panel shows it
 * @param value text, a Date, a DateTime of an expression, or epoch ms
 * @returns undefined when it is not set
 * @throws NodeOperationError naming the field for what is no date
 */
export function readDate(item: Item, field: string, value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	// Dates of every kind write themselves as ISO 8601.
	const given: unknown = typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value;
	const date = typeof given === 'number' ? new Date(given) : parse(String(given), item.timeZone);
	if (!Number.isNaN(date.getTime())) return date.toISOString();
	throw item.refusal(
		`${field} is not a date.`,
		'Choose a date, or enter one such as 2026-01-31 or 2026-01-31T12:00:00Z.',
	);
}

function parse(text: string, timeZone: string): Date {
	const [, day, time = '00:00', zone] = ISO.exec(text.trim()) ?? [];
	const date = new Date(`${day}T${time}${zone ?? 'Z'}`);
	return zone || Number.isNaN(date.getTime()) ? date : inZone(date, timeZone);
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
