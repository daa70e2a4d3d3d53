import { withoutHalf } from './characters';

/** The length of a value that cannot be used, as it may stand in an error. */
export const MAX_QUOTED = 60;

/**
 * A text of at most this length: of a longer one, the middle is left out, as its ends say most.
 *
 * What is shown to people, and what expressions are tried on, can be a megabyte of somebody's data.
 */
export function shorten(text: string, length: number): string {
	if (text.length <= length) return text;
	const half = Math.floor((length - 1) / 2);
	// A character of two code units that was cut in halves is none.
	const start = withoutHalf(text.slice(0, half));
	const end = text.slice(-half).replace(/^[\udc00-\udfff]/, '');
	return `${start}…${end}`;
}
