/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the pages are read where they are */
import { existsSync } from 'fs';
import { dirname, join } from 'path';

import { anchorOf } from '../../dev/docs/markdown';
import { ROOT } from '../n8n/folders';
import { PAGES, readPage as read } from '../support/pages';

/** A file or folder of this repository in backticks. */
const NAMED = /`((?:nodes|credentials|test|dev|examples|docs)\/[^`\s*…]*)`/g;

it.each(PAGES)('%s names files and folders that are there', (page) => {
	const named = [...read(page).matchAll(NAMED)].map(([, path = '']) => path);
	expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string) =>
	[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Whether a link from a page of this repository leads to a file, and a heading, that are there. */
function leadsSomewhere(page: string, link: string): boolean {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page : join(dirname(page), path);
	if (!existsSync(join(ROOT, target))) return false;
	return anchor === undefined || anchorsOf(target).includes(anchor);
}

it.each(PAGES)('%s has no link that leads nowhere', (page) => {
	const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
		([, link = '']) => link,
	);
	expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

const HOMEPAGE = 'https://github.com/n8n-nodes-auth0/n8n-nodes-auth0#';

it.each([
	'credentials/Auth0VaultConnectionApi.credentials.ts',
	'nodes/Auth0/Auth0.node.json',
	'package.json',
])('%s leads to a heading of the README', (file) => {
	const [, ...anchors] = read(file)
		.split(HOMEPAGE)
		.map((rest) => /^[\w-]+/.exec(rest)?.[0] ?? '');
	expect(anchors).not.toEqual([]);
	expect(['readme', ...anchorsOf('README.md')]).toEqual(expect.arrayContaining(anchors));
});

/** Code in a page that stands behind the name of the file which it is taken from. */
const QUOTED = /`(nodes\/[^`]*\.ts)`:\n\n([ \t]*)```ts\n([^]*?)\n[ \t]*```/g;

describe('CONTRIBUTING.md shows code as it is', () => {
	const quoted = [...read('CONTRIBUTING.md').matchAll(QUOTED)].map(
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
