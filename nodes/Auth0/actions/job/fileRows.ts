import type { IDataObject } from 'n8n-workflow';

import { readJsonObject } from '../../fields/json';
import { InputError } from '../../transport/inputError';
import { columnsOf, recordOf } from './csvRecords';
import { csvRows } from './csvRows';
import { textsOf } from './fileText';
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
	if (LIST_IN_OBJECT.test(first)) {
		throw new InputError(
			'The file has an object around the list of users.',
			'Remove what is around the list, so that the file starts with [. Or have an Extract From File node read it, and import its items.',
		);
	}
	const all = startingWith(first, pieces);
	yield* /^\s*[[{]/.test(first) ? jsonRows(all) : csvRecords(all);
}

/** As the Management API answers a search: no user has a property of this name. */
const LIST_IN_OBJECT = /^\s*\{[^{}[\]]*"users"\s*:\s*\[/;

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

/** Whether a first line only tells what separates the columns, as Excel writes and reads it: `sep=;`. */
const namesDelimiter = ([first, ...rest]: string[]) =>
	first === 'sep=' && rest.every((cell) => cell === '');

async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<FileRow, void> {
	let columns: string[] | undefined;
	let row = 0;
	for await (const cells of csvRows(pieces)) {
		if (columns === undefined) {
			if (!namesDelimiter(cells)) columns = columnsOf(cells);
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
