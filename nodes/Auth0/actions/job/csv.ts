/** How a CSV file is written. */
export interface CsvOptions {
	/** Whether an apostrophe comes before a text that a spreadsheet would take for a formula. */
	escapesFormulas: boolean;
}

/** A text with which a spreadsheet starts a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A line of a CSV file: what has commas, quotes or line breaks is quoted, lists and objects are JSON.
 *
 * Source: RFC 4180.
 */
export const csvLine = (values: readonly unknown[], options: CsvOptions): string =>
	`${values.map((value) => csvValue(value, options)).join(',')}\r\n`;

function csvValue(value: unknown, { escapesFormulas }: CsvOptions): string {
	const text = textOf(value);
	const isFormula = escapesFormulas && typeof value === 'string' && FORMULA.test(text);
	const safe = isFormula ? `'${text}` : text;
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
