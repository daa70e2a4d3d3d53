import type { IDataObject } from 'n8n-workflow';

import { IMPORTED_USER } from '../../api/userImports';
import { toSwitch } from '../../fields/fieldValues';
import { CREDENTIALS } from '../../fields/job/credentials';
import { readJsonObject, parseJson } from '../../fields/json';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { csvRows } from './csvRows';
import { jsonObjects } from './jsonObjects';

/** A row of a file: what it says of a user, or why it cannot be read. */
export type FileRow = { row: number } & ({ given: IDataObject } | { error: unknown });

/**
 * The rows of a file of users, numbered from 1, as they come: a list in JSON, a file with an object of JSON on each
 * line, or CSV with a header.
 *
 * @throws InputError for a file that is none of these
 */
export async function* fileRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow, void> {
	const pieces = textsOf(chunks);
	const first = await firstPiece(pieces);
	const all = startingWith(first, pieces);
	yield* /^\s*[[{]/.test(first) ? jsonRows(all) : csvRecords(all);
}

async function* textsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
	const decoder = new TextDecoder();
	for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}

/** @throws InputError for a file without anything in it */
async function firstPiece(pieces: AsyncGenerator<string, void>): Promise<string> {
	for (let text = ''; ;) {
		const next = await pieces.next();
		if (next.done) {
			throw new InputError('The file is empty.', 'Check the node that the file comes from.');
		}
		text += next.value;
		if (text.trim() !== '') return text;
	}
}

async function* startingWith(
	first: string,
	rest: AsyncGenerator<string, void>,
): AsyncGenerator<string, void> {
	yield first;
	yield* rest;
}

async function* jsonRows(pieces: AsyncIterable<string>): AsyncGenerator<FileRow, void> {
	let row = 0;
	for await (const text of jsonObjects(pieces)) {
		row++;
		yield attempt(row, () => readJsonObject(`Row ${row}`, text) ?? {});
	}
}

async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<FileRow, void> {
	let columns: string[] | undefined;
	let row = 0;
	for await (const cells of csvRows(pieces)) {
		if (columns === undefined) {
			columns = cells.map((name) => name.trim());
			checkColumns(columns);
			continue;
		}
		row++;
		const names = columns;
		yield attempt(row, () => recordOf(names, cells, `Row ${row}`));
	}
}

function attempt(row: number, read: () => IDataObject): FileRow {
	try {
		return { row, given: read() };
	} catch (error) {
		return { row, error };
	}
}

const rootOf = (column: string) => column.split('.')[0] ?? '';
const isMetadata = (name: string) => name === 'app_metadata' || name === 'user_metadata';

function checkColumns(columns: string[]): void {
	const unknown = columns.filter((column) => {
		const root = rootOf(column);
		const isKnown = Object.hasOwn(IMPORTED_USER, root) || CREDENTIALS.has(root);
		return !isKnown || (column !== root && !isMetadata(root));
	});
	if (unknown.length > 0) {
		throw new InputError(
			`Auth0 does not import these columns of the file: ${unknown.join(', ')}.`,
			'Remove them, or rename them to app_metadata.… or user_metadata.…, such as app_metadata.plan. The first line must have the names of the columns.',
		);
	}
	if (columns.includes('email')) return;
	throw new InputError(
		'The file has no column “email”.',
		'Add it: every user of an import needs an email address. The first line must have the names of the columns.',
	);
}

/** What a row says of a user; an empty cell says nothing. */
function recordOf(columns: string[], cells: string[], where: string): IDataObject {
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
