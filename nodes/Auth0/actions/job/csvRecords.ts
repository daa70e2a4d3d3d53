import type { IDataObject } from 'n8n-workflow';

import { IMPORTED_USER } from '../../api/userSchema';
import { closest } from '../../fields/closest';
import { toSwitch } from '../../fields/fieldValues';
import { CREDENTIALS } from '../../fields/job/credentials';
import { parseJson, readJsonObject } from '../../fields/json';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { MAX_QUOTED, shorten } from '../../transport/shorten';

const rootOf = (column: string) => column.split('.')[0] ?? '';
const isMetadata = (name: string) => name === 'app_metadata' || name === 'user_metadata';

const isKnown = (column: string): boolean => {
	const [root = '', ...path] = column.split('.');
	if (path.length > 0) return isMetadata(root) && path.every((part) => part !== '');
	return Object.hasOwn(IMPORTED_USER, root) || CREDENTIALS.has(root);
};

const NAMES_FIRST = 'The first line must have the names of the columns.';

/**
 * The names of the columns, of the cells of a header. Those at the end that have no name are no columns:
 * spreadsheets write commas there.
 *
 * @throws InputError for columns that no import has, and for two that say the same. It quotes nothing of a line
 * that is no header: that could be a user with a hash.
 */
export function columnsOf(cells: string[]): string[] {
	const columns = cells.map((name) => name.trim());
	while (columns.at(-1) === '') columns.pop();
	if (!columns.includes('email')) throw noEmail(columns);
	const nameless = columns.indexOf('');
	if (nameless >= 0) {
		throw new InputError(
			`Column ${nameless + 1} of the file has no name.`,
			`Name or remove it. ${NAMES_FIRST}`,
		);
	}
	const unknown = columns.filter((column) => !isKnown(column));
	if (unknown.length > 0) throw notImported(unknown);
	const [one, other] = sameAs(columns) ?? [];
	if (one === undefined) return columns;
	throw new InputError(
		one === other
			? `The file has two columns “${one}”.`
			: `The columns “${one}” and “${other}” of the file set the same value.`,
		'Remove or rename one of them.',
	);
}

function noEmail(columns: string[]): InputError {
	const meant = columns.find((column) => closest(column, ['email']) !== undefined);
	return new InputError(
		'The file has no column “email”.',
		meant === undefined
			? `Add it: every user of an import needs an email address. ${NAMES_FIRST}`
			: `Rename “${shorten(meant, MAX_QUOTED)}” to “email”. Auth0’s names are in lower case, such as given_name.`,
	);
}

function notImported(unknown: string[]): InputError {
	const names = [...Object.keys(IMPORTED_USER), ...CREDENTIALS];
	const meant = unknown.flatMap((column) => {
		const name = column.includes('.') ? undefined : closest(column, names);
		return name === undefined ? [] : [`“${column}” is called “${name}”.`];
	});
	return new InputError(
		`Auth0 does not import these columns of the file: ${unknown.map((name) => shorten(name, MAX_QUOTED)).join(', ')}.`,
		[
			...meant,
			`Remove them, or rename them to app_metadata.… or user_metadata.…, such as app_metadata.plan. ${NAMES_FIRST}`,
		].join(' '),
	);
}

/** Two columns of which one would overwrite the other, or a part of it. */
function sameAs(columns: string[]): [string, string] | undefined {
	for (const [index, one] of columns.entries()) {
		const other = columns.find(
			(column, at) => at !== index && (column === one || column.startsWith(`${one}.`)),
		);
		if (other !== undefined) return [one, other];
	}
	return undefined;
}

/**
 * What a row says of a user; an empty cell says nothing.
 *
 * @param where what the row is called
 * @throws InputError for a cell that is not what its column needs, and for more cells than columns: the values
 * would be those of other columns
 */
export function recordOf(columns: string[], cells: string[], where: string): IDataObject {
	if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
		throw new InputError(
			`'${where}' has ${cells.length} values, and the header has ${columns.length}.`,
			'Put a value with a comma, semicolon or tab in it in double quotes.',
		);
	}
	const record = new Map<string, unknown>();
	columns.forEach((column, index) => {
		const cell = cells[index]?.trim() ?? '';
		if (cell === '') return;
		const root = rootOf(column);
		if (column === root) record.set(root, valueOf(root, cell, where));
		else record.set(root, withEntry(record.get(root), column.slice(root.length + 1), cell));
	});
	const given: unknown = Object.fromEntries(record);
	return isRecord(given) ? given : {};
}

function valueOf(name: string, cell: string, where: string): unknown {
	if (isMetadata(name)) return readJsonObject({ entry: name, of: where }, cell);
	if (CREDENTIALS.has(name) && name !== 'password_hash') {
		return parseJson({ entry: name, of: where }, cell);
	}
	const kind = Object.entries(IMPORTED_USER).find(([known]) => known === name)?.[1];
	return kind === 'switch' ? (toSwitch(cell) ?? cell) : cell;
}

/** @example withEntry({ a: 1 }, 'b.c', 'x') is { a: 1, b: { c: 'x' } } */
function withEntry(record: unknown, path: string, value: unknown): IDataObject {
	const [name = '', ...rest] = path.split('.');
	const entries = new Map<string, unknown>(isRecord(record) ? Object.entries(record) : []);
	entries.set(
		name,
		rest.length === 0 ? value : withEntry(entries.get(name), rest.join('.'), value),
	);
	const result: unknown = Object.fromEntries(entries);
	return isRecord(result) ? result : {};
}
