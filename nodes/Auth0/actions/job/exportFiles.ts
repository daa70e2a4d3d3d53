import type { IDataObject } from 'n8n-workflow';

import type { ExportColumn } from '../../fields/job/exportColumns';
import { csvLine } from './csv';

/** What kind of file an export is written to. */
export interface FileKind {
	extension: string;
	mimeType: string;
	/** What comes before the first user. */
	start(columns: ExportColumn[]): string;
	/** A user. @param index from 0 */
	line(user: IDataObject, columns: ExportColumn[], index: number): string;
	/** What comes behind the last. */
	end: string;
}

/** What the user has of a field; every object has a `constructor`, which is none. */
const valueOf = (user: IDataObject, { field }: ExportColumn) =>
	Object.hasOwn(user, field) ? (user[field] ?? undefined) : undefined;

/** The user with the names of its columns. */
export const withColumns = (user: IDataObject, columns: ExportColumn[]): IDataObject =>
	Object.fromEntries(
		columns
			.map((column) => [column.column, valueOf(user, column)] as const)
			.filter(([, value]) => value !== undefined),
	);

/** A CSV file with a header. */
export const csvFile = (escapesFormulas: boolean): FileKind => ({
	extension: 'csv',
	mimeType: 'text/csv',
	start: (columns) =>
		csvLine(
			columns.map(({ column }) => column),
			{ escapesFormulas },
		),
	line: (user, columns) =>
		csvLine(
			columns.map((column) => valueOf(user, column)),
			{ escapesFormulas },
		),
	end: '',
});

/** A list in JSON, which has a user a line. */
export const jsonFile: FileKind = {
	extension: 'json',
	mimeType: 'application/json',
	start: () => '[',
	line: (user, columns, index) =>
		`${index === 0 ? '' : ','}\n${JSON.stringify(withColumns(user, columns))}`,
	end: '\n]\n',
};

/** A line of JSON for each user. */
export const jsonLinesFile: FileKind = {
	extension: 'jsonl',
	mimeType: 'application/jsonl',
	start: () => '',
	line: (user, columns) => `${JSON.stringify(withColumns(user, columns))}\n`,
	end: '',
};

/** As much text as is written at once, in characters. */
const PART_SIZE = 64 * 1024;

/**
 * The parts of a file of users, as they come.
 *
 * @param onUser told of each user that was written
 */
export async function* partsOf(
	users: AsyncIterable<IDataObject>,
	columns: ExportColumn[],
	{ start, line, end }: FileKind,
	onUser: () => void,
): AsyncGenerator<Uint8Array, void> {
	let text = start(columns);
	let index = 0;
	for await (const user of users) {
		text += line(user, columns, index++);
		onUser();
		if (text.length < PART_SIZE) continue;
		yield Buffer.from(text);
		text = '';
	}
	yield Buffer.from(text + end);
}
