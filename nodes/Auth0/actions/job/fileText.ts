import { isRecord } from '../../transport/answers';
import { startOf, unzipped } from '../../transport/gzip';
import { InputError } from '../../transport/inputError';

/** How the files start that people take for CSV files: workbooks of Excel, new and old, are no text. */
const WORKBOOKS = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0],
];

/** The byte order marks of what is not in UTF-8: Excel writes “Unicode Text” like that. */
const MARKS: Array<[encoding: string, mark: number[]]> = [
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

const NOT_UNZIPPED = [
	'The file could not be unzipped.',
	'Check that it is complete, or unzip it with a Compression node before.',
] as const;

const AS_UTF8 = 'Save it as “CSV UTF-8”, so that no letter of a name gets lost.';

/**
 * The text of a file, in pieces: in UTF-8, or in UTF-16 with a byte order mark; unzipped, as Auth0's exports
 * are gzip files.
 *
 * @throws InputError for a workbook, and for bytes that are no text
 */
export async function* textsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
	const { start, all } = await startOf(readable(await unzipped(chunks)), 4);
	const startsWith = (bytes: number[]) => bytes.every((byte, index) => start[index] === byte);
	if (WORKBOOKS.some(startsWith)) {
		throw new InputError(
			'The file is a workbook or a ZIP archive, and not text.',
			`${AS_UTF8} Or have an Extract From File node read it, and import its items.`,
		);
	}
	const encoding = MARKS.find(([, mark]) => startsWith(mark))?.[0] ?? 'utf-8';
	const decoder = new TextDecoder(encoding, { fatal: true });
	for await (const chunk of all) yield decoded(decoder, chunk);
	yield decoded(decoder);
}

type Decoder = InstanceType<typeof TextDecoder>;

/** @param chunk undefined at the end of the file */
function decoded(decoder: Decoder, chunk?: Uint8Array): string {
	const text = textOf(decoder, chunk);
	if (text !== undefined) return text;
	throw new InputError(
		'The file has characters that are not in UTF-8.',
		`Windows programs often save CSV files in another encoding. ${AS_UTF8}`,
	);
}

function textOf(decoder: Decoder, chunk?: Uint8Array): string | undefined {
	try {
		return decoder.decode(chunk, { stream: chunk !== undefined });
	} catch {
		return undefined;
	}
}

/** The same bytes; where they cannot be unzipped, it says so. */
async function* readable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
	const coming = bytes[Symbol.asyncIterator]();
	const read = async () =>
		await coming.next().catch((caught: unknown) => {
			throw isOfZip(caught) ? new InputError(...NOT_UNZIPPED) : caught;
		});
	try {
		for (let next = await read(); !next.done; next = await read()) yield next.value;
	} finally {
		await coming.return?.();
	}
}

/** Whether an error is that of unzipping, and not one of reading: what it is depends on the version of Node.js. */
const isOfZip = (caught: unknown) =>
	isRecord(caught) && (caught.name === 'TypeError' || String(caught.code).startsWith('Z_'));
