/** A number as people write it: no sign before it but a minus, no leading zero, no exponent. */
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * A number that is exactly what was given.
 *
 * JavaScript, and so n8n and JSON, changes whole numbers beyond 2^53 and digits after the 17th; text
 * such as 00420 or 0x1F is an ID or a code rather than a number.
 *
 * @param value a number, or a plain decimal number as text
 * @returns undefined for everything else
 */
export function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return isExact(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return PLAIN.test(text) && keepsDigits(text) ? Number(text) : undefined;
}

/** A number as text; undefined for one that has lost digits, or that is written with an exponent. */
export function numberText(number: number): string | undefined {
	const text = String(number);
	return isExact(number) && PLAIN.test(text) ? text : undefined;
}

/** Whether a number can be told from those next to it. */
export const isExact = (number: number) =>
	Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** Whether a number in JSON text is the same after it is read. */
export function keepsDigits(text: string): boolean {
	const number = Number(text);
	return isExact(number) && canonical(text) === canonical(String(number));
}

/** @returns a text that is the same for all spellings of a number, such as 1.50 and 15e-1 */
function canonical(text: string): string {
	const [, sign = '', whole = '', fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
	const digits = (whole + fraction).replace(/^0+/, '');
	let length = digits.length;
	while (digits.charAt(length - 1) === '0') length--;
	const significant = digits.slice(0, length);
	if (significant === '') return '0';
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return `${sign}${significant}e${power}`;
}
