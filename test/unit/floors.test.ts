/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the sources are read where they are */
import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

import { FLOORS, floorOf, importsOf, wrongImports } from '../support/floors';

const ROOT = resolve(__dirname, '../..');

/** The code of the repository by its folders: the files from the root, and what they hold. */
const SOURCES = ['nodes', 'credentials', 'test', 'dev'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|mjs)$/.test(name))
		.map((name) => join(folder, name).replaceAll('\\', '/'))
		.map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') })),
);

describe('the imports', () => {
	it.each(FLOORS)('of $path go to what stands below it', (floor) => {
		const sources = SOURCES.filter(({ file }) => floorOf(file) === floor);
		expect(sources).not.toHaveLength(0);
		expect(sources.flatMap(({ file, source }) => wrongImports(file, source))).toEqual([]);
	});

	it('are of files that are each on a floor', () => {
		expect(SOURCES.filter(({ file }) => !floorOf(file))).toEqual([]);
	});

	it('are found in most files', () => {
		const importing = SOURCES.filter(({ file, source }) => importsOf(file, source).length > 0);
		expect(importing.length).toBeGreaterThan(SOURCES.length / 2);
	});

	it.each([
		{ file: 'nodes/Auth0/transport/sender.ts', imported: '../api/users' },
		{ file: 'nodes/Auth0/api/users.ts', imported: '../fields/userField' },
		{ file: 'nodes/Auth0/fields/userField.ts', imported: '../actions/router' },
		{ file: 'nodes/Auth0/methods/listSearch.ts', imported: '../actions/router' },
		{ file: 'nodes/Auth0/fields/userField.ts', imported: '../methods/listSearch' },
		{ file: 'nodes/Auth0/actions/user/get.operation.ts', imported: '../../Auth0.node' },
		{ file: 'credentials/Auth0.credentials.ts', imported: '../nodes/Auth0/api/users' },
		{ file: 'nodes/Auth0/transport/sender.ts', imported: '../../../test/support/waits' },
		{ file: 'test/e2e/editor.ts', imported: '../../dev/chromium' },
		{ file: 'test/tenant/users.ts', imported: '../support/standIn' },
		{ file: 'test/tenant/routes/users.ts', imported: '../../../nodes/Auth0/transport/path' },
		{ file: 'other/file.ts', imported: '../dev/demo' },
	])('that go up are found: $imported in $file', ({ file, imported }) => {
		const ways = [
			`import { something } from '${imported}';`,
			`import type { Something } from '${imported}';`,
			`export * from '${imported}';`,
			`const something = await import('${imported}');`,
			`import something = require('${imported}');`,
		];
		for (const way of ways) expect(wrongImports(file, way)).toHaveLength(1);
	});

	it.each([
		{ file: 'nodes/Auth0/actions/user/get.operation.ts', imported: '../../api/users' },
		{ file: 'nodes/Auth0/actions/user/get.operation.ts', imported: '../router' },
		{ file: 'nodes/Auth0/fields/userField.ts', imported: '../transport/path' },
		{ file: 'nodes/Auth0/methods/listSearch.ts', imported: '../fields/userField' },
		{ file: 'nodes/Auth0/transport/sender.ts', imported: 'n8n-workflow' },
		{ file: 'test/tenant/tests/users.test.ts', imported: '../../support/standIn' },
		{ file: 'test/support/standIn.ts', imported: '../tenant' },
		{ file: 'dev/demo.ts', imported: '../test/tenant' },
	])('may go down: $imported in $file', ({ file, imported }) => {
		expect(wrongImports(file, `import { something } from '${imported}';`)).toEqual([]);
	});

	it('are named with what is allowed instead', () => {
		const source = "import { user } from '../actions/user';";
		expect(wrongImports('nodes/Auth0/api/users.ts', source)).toEqual([
			'nodes/Auth0/api/users.ts imports nodes/Auth0/actions/user, but nodes/Auth0/api may import only nodes/Auth0/transport.',
		]);
	});
});
