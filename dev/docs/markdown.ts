/** A row of a table: its cells as Markdown. */
export type Row = string[];

/**
 * A table as prettier formats it, so that a page that was written is also formatted.
 *
 * @param head its first row; a column without a cell in any other row is left out
 */
export function table(head: Row, rows: Row[]): string {
	const used = head.map((_title, column) => rows.some((row) => row[column] !== ''));
	const cells = [head, ...rows].map((row) => row.filter((_cell, column) => used[column]));
	const widths = (cells[0] ?? []).map((_title, column) =>
		Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: Row) =>
		`| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
	const [first = [], ...others] = cells;
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [line(first), rule, ...others.map(line)].join('\n');
}

/** A text of the panel, which can hold HTML, for a cell of a table. */
export const inCell = (text: string): string =>
	text
		.replaceAll(/<a href="([^"]*)">(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<code>(.*?)<\/code>/g, '`$1`')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll(/(?<![`\w/])[a-z]+:[a-z_]+\b(?!`)/g, '`$&`')
		.replaceAll('|', String.raw`\|`)
		.replaceAll('*', String.raw`\*`)
		.replaceAll('\n', ' ');

/** A label of the panel. */
export const label = (name: string): string => `_${name}_`;

/** A value as a person types it. */
export const code = (value: string): string => `\`${value}\``;

/** A sentence without a full stop, as the panel has it, with one. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** @example listing(['a', 'b', 'c']) is 'a, b and c' */
export function listing(parts: string[], last = 'and'): string {
	const [end = '', ...others] = [...parts].reverse();
	return others.length === 0 ? end : `${others.reverse().join(', ')} ${last} ${end}`;
}

/** The anchor of a heading, as GitHub makes it. */
export const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
