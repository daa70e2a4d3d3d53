import type { IDataObject } from 'n8n-workflow';

import { csvLine } from '../../nodes/Auth0/actions/job/csv';
import {
	csvFile,
	jsonFile,
	jsonLinesFile,
	partsOf,
} from '../../nodes/Auth0/actions/job/exportFiles';

describe('a line of CSV', () => {
	const plain = { escapesFormulas: false };

	it.each<[unknown, string]>([
		['plain', 'plain'],
		['a,b', '"a,b"'],
		['a "b"', '"a ""b"""'],
		['a\nb', '"a\nb"'],
		[' a', '" a"'],
		['', ''],
		[undefined, ''],
		[null, ''],
		[false, 'false'],
		[0, '0'],
		[{ a: ['b'] }, '"{""a"":[""b""]}"'],
		['=1+1', '=1+1'],
	])('has %j as %s', (value, expected) => {
		expect(csvLine([value, 'x'], plain)).toBe(`${expected},x\r\n`);
	});

	it.each<[unknown, string]>([
		['=1+1', "'=1+1"],
		['+15551234567', "'+15551234567"],
		['-a', "'-a"],
		['@a', "'@a"],
		['a=1', 'a=1'],
		[-1, '-1'],
	])('leaves %j as %s to a spreadsheet', (value, expected) => {
		expect(csvLine([value], { escapesFormulas: true })).toBe(`${expected}\r\n`);
	});
});

const COLUMNS = [{ field: 'email', column: 'Email' }];

describe.each([
	['CSV', csvFile(false)],
	['JSON', jsonFile],
	['JSON Lines', jsonLinesFile],
])('a file in %s', (_name, kind) => {
	it('is written as users come, a small part at a time', async () => {
		let read = 0;
		let ahead = 0;
		async function* endless(): AsyncGenerator<IDataObject> {
			for (;;) {
				ahead = Math.max(ahead, ++read - written);
				yield { email: `user${read}@example.com` };
			}
		}
		let written = 0;
		let bytes = 0;
		for await (const part of partsOf(endless(), COLUMNS, kind, () => {})) {
			written = read;
			bytes = Math.max(bytes, part.length);
			if (written >= 100_000) break;
		}
		expect(bytes).toBeLessThan(70_000);
		expect(ahead).toBeLessThan(5_000);
	});
});
