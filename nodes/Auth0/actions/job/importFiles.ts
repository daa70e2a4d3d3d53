import { MAX_IMPORT_BYTES, type ImportedUser } from '../../api/userImports';

/** A user to import, with where it comes from. */
export interface ImportRow<Origin> {
	origin: Origin;
	user: ImportedUser;
	/** As it is sent. */
	json: string;
}

/** How many bytes a user takes, with the comma behind. */
export const sizeOf = ({ json }: { json: string }) => Buffer.byteLength(json) + 1;

/** Whether a user is too large for any import. */
export const isTooLarge = (row: { json: string }) => sizeOf(row) > MAX_IMPORT_BYTES;

/** What one import holds: as many users as fit, in their order. */
export async function* filesOf<Origin>(
	rows: Iterable<ImportRow<Origin>> | AsyncIterable<ImportRow<Origin>>,
): AsyncGenerator<Array<ImportRow<Origin>>, void> {
	let file: Array<ImportRow<Origin>> = [];
	let bytes = 0;
	for await (const row of rows) {
		const size = sizeOf(row);
		if (file.length > 0 && bytes + size > MAX_IMPORT_BYTES) {
			yield file;
			file = [];
			bytes = 0;
		}
		file.push(row);
		bytes += size;
	}
	if (file.length > 0) yield file;
}

/** The list of users that is sent. */
export const listOf = (file: ReadonlyArray<{ json: string }>): string =>
	`[${file.map(({ json }) => json).join(',')}]`;
