import { fileRows, type FileRow } from '../../nodes/Auth0/actions/job/fileRows';

const SIZES = [1, 2, 3, 7, 10_000];

async function* chunksOf(text: string, size: number) {
	const bytes = new TextEncoder().encode(text);
	for (let start = 0; start < bytes.length; start += size)
		yield bytes.subarray(start, start + size);
}

async function read(text: string, size = 10_000): Promise<FileRow[]> {
	const rows: FileRow[] = [];
	for await (const row of fileRows(chunksOf(text, size))) rows.push(row);
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

it.each([';', '\t'])('reads columns that are separated by %j', async (delimiter) => {
	const text = `email${delimiter}name\na@example.com${delimiter}a,b\n`;

	expect(givenOf(await read(text))).toEqual([{ email: 'a@example.com', name: 'a,b' }]);
});

it.each([
	['nothing', ' \n', 'The file is empty.'],
	[
		'no columns of users',
		'email,colour\n',
		'Auth0 does not import these columns of the file: colour.',
	],
	['no email addresses', 'name\nx', 'The file has no column “email”.'],
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
])('refuses a file with %s', async (_name, text, message) => {
	await expect(read(text)).rejects.toMatchObject({ message });
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
