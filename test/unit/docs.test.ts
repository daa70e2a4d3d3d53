/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the pages are read where they are */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const PAGES = [
	'README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** A file or folder of this repository in backticks. */
const NAMED = /`((?:nodes|credentials|test|dev|examples|docs)\/[^`\s*…]*)`/g;

it.each(PAGES)('%s names files and folders that are there', (page) => {
	const named = [...read(page).matchAll(NAMED)].map(([, path = '']) => path);
	expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

/** Code in a page that stands behind the name of the file which it is taken from. */
const QUOTED = /`(nodes\/[^`]*\.ts)`:\n\n([ \t]*)```ts\n([^]*?)\n[ \t]*```/g;

describe('docs/contributing.md shows code as it is', () => {
	const quoted = [...read('docs/contributing.md').matchAll(QUOTED)].map(
		([, file = '', indent = '', code = '']) => ({
			file,
			code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
		}),
	);

	it('of an operation, of a request and of a resource', () => {
		expect(quoted.map(({ file }) => file)).toEqual([
			expect.stringMatching(/actions\/.*\.operation\.ts$/),
			expect.stringMatching(/api\//),
			expect.stringMatching(/actions\/.*\.operation\.ts$/),
			expect.stringMatching(/actions\/.*\/index\.ts$/),
			expect.stringMatching(/router\.ts$/),
		]);
	});

	it.each(quoted)('in $file', ({ file, code }) => {
		expect(read(file)).toContain(code);
	});
});
