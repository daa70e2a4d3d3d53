const HALF = /\p{Surrogate}/u;
const HALVES = new RegExp(HALF, 'gu');

// C0 and C1 controls, and every kind of white space.
const SPACE_OR_CONTROL = /[\s\p{Cc}\p{Cf}]/u;

/** Whether all characters of a text are whole, so that it can be encoded. */
export const isWellFormed = (text: string) => !HALF.test(text);

/** The text with the sign for a broken character in the place of each half. */
export const toWellFormed = (text: string) => text.replace(HALVES, '\ufffd');

/** The text without the first half of a character at its end, where it was cut. */
export const withoutHalf = (text: string) => text.replace(/[\ud800-\udbff]$/, '');

/** Whether a text holds a space, or a character that nobody sees. */
export const hasSpaceOrControl = (text: string) => SPACE_OR_CONTROL.test(text);
