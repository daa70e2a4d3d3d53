/* eslint-disable @n8n/community-nodes/no-restricted-imports -- files to import can be zipped */
import { gzipSync } from 'zlib';

import { fileRows, type FileRow } from '../../nodes/Auth0/actions/job/fileRows';

const SIZES = [1, 2, 3, 7, 10_000];

async function* chunksOf(file: string | Uint8Array, size: number) {
	const bytes = Buffer.from(file);
	for (let start = 0; start < bytes.length; start += size)
		yield bytes.subarray(start, start + size);
}

async function read(file: string | Uint8Array, size = 10_000): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const row of fileRows(chunksOf(file, size))) rows.push(row);
	return rows;
}

const givenOf = (rows: FileRow[]) => rows.map((row) => ('given' in row ? row.given : row.error));

describe.each(SIZES)('a file in pieces of %i bytes', (size) => {
	const users = [
		{
			email: 'ä@example.com',
			user_metadata: { note: 'a "quote", a \\ and }] 😀', list: [{ a: 1 }] },
		},
		{ email: 'b@example.com', blocked: true },
	];

	it.each([
		['a list', JSON.stringify(users)],
		['a list over several lines', `\uFEFF\n${JSON.stringify(users, null, 2)}\n`],
		['a user on each line', users.map((user) => JSON.stringify(user)).join('\n')],
	])('is read as %s in JSON', async (_name, text) => {
		expect(givenOf(await read(text, size))).toEqual(users);
	});

	it('is read as CSV, with what a spreadsheet makes of values', async () => {
		const text = [
			'\uFEFFemail,given_name,email_verified,app_metadata.plan,app_metadata.a.b,user_metadata',
			'a@example.com,"Doe, ""Jane""\r\nJr.",TRUE,gold,x,"{""k"": 1}"',
			'',
			'b@example.com,,no,,,',
			'c@example.com,x',
		].join('\r\n');

		expect(givenOf(await read(text, size))).toEqual([
			{
				email: 'a@example.com',
				given_name: 'Doe, "Jane"\r\nJr.',
				email_verified: true,
				app_metadata: { plan: 'gold', a: { b: 'x' } },
				user_metadata: { k: 1 },
			},
			{ email: 'b@example.com', email_verified: false },
			{ email: 'c@example.com', given_name: 'x' },
		]);
	});
});

it.each<[string, string | Buffer]>([
	['line ends of old Macs', 'email,name\ra@example.com,Müller\r'],
	['Excel’s line about a semicolon', 'sep=;\r\nemail;name\r\na@example.com;Müller\r\n'],
	['Excel’s line about a comma', '\uFEFFsep=,\nemail,name\na@example.com,Müller\n'],
	['Excel’s line about a tab', 'sep=\t\nemail\tname\na@example.com\tMüller\n'],
	['commas behind the last column', 'email,name,\na@example.com,Müller,,\n'],
	['text behind a quotation mark', 'email,name\na@example.com,"M"üller\n'],
	['gzip', gzipSync('email,name\na@example.com,Müller')],
	['a list in a gzip file', gzipSync('[{"email":"a@example.com","name":"Müller"}]')],
	['UTF-16', Buffer.from('\uFEFFemail\tname\r\na@example.com\tMüller\r\n', 'utf16le')],
	[
		'UTF-16, the other way round',
		Buffer.from('\uFEFFemail\tname\r\na@example.com\tMüller\r\n', 'utf16le').swap16(),
	],
])('reads a file with %s', async (_name, file) => {
	for (const size of SIZES) {
		expect(givenOf(await read(file, size))).toEqual([{ email: 'a@example.com', name: 'Müller' }]);
	}
});

it.each([';', '\t'])('reads columns that are separated by %j', async (delimiter) => {
	const text = `email${delimiter}name\na@example.com${delimiter}a,b\n`;

	expect(givenOf(await read(text))).toEqual([{ email: 'a@example.com', name: 'a,b' }]);
});

it.each<[string, string | Buffer, string]>([
	['nothing', ' \n', 'The file is empty.'],
	[
		'no columns of users',
		'email,colour\n',
		'Auth0 does not import these columns of the file: colour.',
	],
	['no email addresses', 'name\nx', 'The file has no column “email”.'],
	['a column twice', 'email,name,name\n', 'The file has two columns “name”.'],
	[
		'a column for a part of another one',
		'email,app_metadata.a.b,app_metadata.a\n',
		'The columns “app_metadata.a” and “app_metadata.a.b” of the file set the same value.',
	],
	[
		'metadata as a whole and in parts',
		'email,user_metadata.a,user_metadata\n',
		'The columns “user_metadata” and “user_metadata.a” of the file set the same value.',
	],
	['a column without a name', ',email\n0,a@example.com', 'Column 1 of the file has no name.'],
	[
		'an entry of metadata without a name',
		'email,user_metadata.\n',
		'Auth0 does not import these columns of the file: user_metadata..',
	],
	[
		'another encoding',
		Buffer.from('email,name\na@example.com,Müller', 'latin1'),
		'The file has characters that are not in UTF-8.',
	],
	[
		'a character that breaks off',
		Buffer.from('email,name\na@example.com,ü').subarray(0, -1),
		'The file has characters that are not in UTF-8.',
	],
	[
		'a workbook',
		Buffer.from('PK\u0003\u0004email,name\n'),
		'The file is a workbook or a ZIP archive, and not text.',
	],
	[
		'a zipped workbook',
		gzipSync('PK\u0003\u0004email,name\n'),
		'The file is a workbook or a ZIP archive, and not text.',
	],
	['half of a gzip file', gzipSync('email\na').subarray(0, -9), 'The file could not be unzipped.'],
	['a list without its end', '[{"email":"a"},', 'The file ends before the list in it does.'],
	[
		'a list that ends too early',
		'[{"email":"a"},{"email"',
		'The file ends in the middle of row 2.',
	],
	['a list of texts', '["a"]', 'Row 1 of the file is not a user in JSON.'],
	[
		'an open quotation mark',
		'email\n"a',
		'Row 1 of the file has a quotation mark that is not closed.',
	],
])('refuses a file with %s', async (_name, file, message) => {
	await expect(read(file)).rejects.toMatchObject({ message });
});

it.each([
	['Email,name\n', 'Rename “Email” to “email”.'],
	['email,Given Name,phone\n', '“Given Name” is called “given_name”. Remove them'],
])('says how the columns are called that were meant: %j', async (text, advice) => {
	await expect(read(text)).rejects.toMatchObject({
		description: expect.stringContaining(advice),
	});
});

it('quotes nothing of a first line that is no header: it could have a hash', async () => {
	const caught: unknown = await read('a@example.com,$2b$10$secret\n').catch((error) => error);

	expect(JSON.stringify({ ...Object(caught), text: String(caught) })).not.toContain('secret');
	expect(String(caught)).toContain('no column “email”');
});

it('does not shift the values of a row that has more than the header', async () => {
	const text = 'email,name,nickname\na@example.com,Doe, Jane,jj\nb@example.com,Doe,jj,,\n';

	expect(givenOf(await read(text))).toEqual([
		expect.objectContaining({ message: "'Row 1' has 4 values, and the header has 3." }),
		{ email: 'b@example.com', name: 'Doe', nickname: 'jj' },
	]);
});

it('goes on past a row that cannot be read', async () => {
	const rows = givenOf(await read('{"email":"a"}\n{"email":}\n{"email":"c"}'));

	expect(rows).toEqual([
		{ email: 'a' },
		expect.objectContaining({ message: expect.stringContaining("'Row 2' is not valid JSON") }),
		{ email: 'c' },
	]);
});

it.each([
	['JSON', (row: number) => `${row === 1 ? '[' : ','}{"email":"a${row}@example.com"}`],
	['CSV', (row: number) => `${row === 1 ? 'email\n' : ''}a${row}@example.com\n`],
])('keeps no more of %s than a piece', async (_name, pieceOf) => {
	let pieces = 0;
	async function* endless() {
		for (;;) yield new TextEncoder().encode(pieceOf(++pieces));
	}
	let rows = 0;
	for await (const { row } of fileRows(endless())) {
		expect(pieces - row).toBeLessThanOrEqual(1);
		if (++rows === 1000) break;
	}
	expect(rows).toBe(1000);
});
