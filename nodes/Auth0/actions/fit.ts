import { isRecord } from '../transport/answers';
import { withoutHalf } from '../transport/characters';
import { inDigits } from './hints';

/** Below that, a part says nothing any more, and is left out. */
const MIN_ROOM = 60;

/** For what says how much was left out. */
const MARKER_ROOM = 40;

/** Deeper down, nothing is shortened: each level is measured anew. */
const MAX_LEVELS = 20;

/** The name of what says how many properties were left out. */
const MORE = '…';

/** How many characters something takes as JSON. */
export const sizeOf = (json: unknown): number => JSON.stringify(json)?.length ?? 0;

/**
 * Shortens JSON until it fits: what is small stays whole, and the rest of the room is shared by what is large.
 * Lists keep whole entries from their beginning. What is shortened says how much of it was left out.
 *
 * @param room in characters of JSON
 * @param level how far down it is
 */
export function fit(json: unknown, room: number, level = 0): unknown {
	const size = sizeOf(json);
	if (size <= room) return json;
	if (typeof json === 'string') return fitText(json, room);
	if (level === MAX_LEVELS) return `… (${inDigits(size)} more characters)`;
	if (Array.isArray(json)) return fitList(json, room, level + 1);
	return isRecord(json) ? fitRecord(json, room, level + 1) : json;
}

function fitText(text: string, room: number): string {
	// A character can take six in JSON.
	for (let length = Math.max(room - MARKER_ROOM, 0); ; length = Math.floor(length * 0.8)) {
		const start = withoutHalf(text.slice(0, length));
		const shown = `${start}… (${inDigits(text.length - start.length)} more characters)`;
		if (sizeOf(shown) <= room || length < 1) return shown;
	}
}

function fitList(list: unknown[], room: number, level: number): unknown[] {
	const kept: unknown[] = [];
	let left = room - MARKER_ROOM;
	for (const entry of list) {
		left -= sizeOf(entry) + 1;
		if (left < 0) break;
		kept.push(entry);
	}
	if (kept.length === 0 && room > 2 * MIN_ROOM) kept.push(fit(list[0], room - MARKER_ROOM, level));
	const more = list.length - kept.length;
	return more === 0 ? kept : [...kept, `${inDigits(more)} more`];
}

function fitRecord(record: object, room: number, level: number): object {
	const entries = Object.entries(record).map(([name, value]: [string, unknown]) => ({
		name,
		value,
		size: sizeOf(name) + sizeOf(value) + 2,
	}));
	const smallestFirst = [...entries].sort((one, other) => one.size - other.size);
	const kept = new Map<string, unknown>();
	let left = room - MARKER_ROOM;
	smallestFirst.forEach(({ name, value, size }, index) => {
		const share = size <= left ? size : Math.floor(left / (smallestFirst.length - index));
		const shown = share - sizeOf(name) - 2;
		if (size > share && shown < MIN_ROOM) return;
		const fitted = fit(value, shown, level);
		kept.set(name, fitted);
		left -= sizeOf(name) + sizeOf(fitted) + 2;
	});
	const more = entries.length - kept.size;
	return Object.fromEntries([
		...entries.filter(({ name }) => kept.has(name)).map(({ name }) => [name, kept.get(name)]),
		...(more > 0 ? [[MORE, `${inDigits(more)} more`]] : []),
	]);
}
