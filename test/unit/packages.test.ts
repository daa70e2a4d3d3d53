/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the sources are read where they are */
import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const ROOT = resolve(__dirname, '../..');

const SOURCES = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => [join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8')] as const),
);

/** The packages that a file needs when it runs, as types are not emitted. */
const packagesOf = (source: string) =>
	[...source.matchAll(/^(?:import|export) (?!type )[^;]*? from '([^.'][^']*)';/gm)].map(
		([, name]) => name,
	);

// The linter takes every devDependency, which no n8n installs with the package.
it('the package needs nothing but n8n and Node.js when it runs', () => {
	const packages = new Set(SOURCES.flatMap(([, source]) => packagesOf(source)));
	expect([...packages].sort()).toEqual(['crypto', 'n8n-workflow']);
});

it('the types of Auth0’s SDK are those that api/ uses', () => {
	const users = SOURCES.filter(([, source]) => /from 'auth0(?:-legacy)?'/.test(source));
	expect(users.length).toBeGreaterThan(0);
	for (const [file, source] of users) {
		expect(file).toMatch(/^nodes.Auth0.api./);
		expect(source).toMatch(/^import type \{[^}]*\} from 'auth0(?:-legacy)?';/m);
	}
});
