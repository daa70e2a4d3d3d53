/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the files are read where they are */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

import manifest from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const filesIn = (folder: string, ending: string) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));

describe('package.json', () => {
	it('the package names the repository that publishes it', () => {
		const home = 'https://github.com/n8n-nodes-auth0/n8n-nodes-auth0';
		expect(manifest.repository.url).toBe(`git+${home}.git`);
		expect(manifest.homepage).toBe(`${home}#readme`);
		expect(manifest.bugs.url).toBe(`${home}/issues`);
	});

	it('the license is MIT', () => {
		expect(manifest.license).toBe('MIT');
		expect(read('LICENSE')).toMatch(/^MIT License\n/);
	});

	it('n8n finds the package on npm', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-[a-z0-9-]+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
	});

	it('nothing is installed with the package', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('overrides');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const atInstallation = /^(pre|post)?(install|prepare|publish)$/;
		expect(Object.keys(manifest.scripts).filter((name) => atInstallation.test(name))).toEqual([]);
	});

	it('all nodes and credentials are registered', () => {
		const built = (files: string[]) => files.map((file) => `dist/${file.replace(/ts$/, 'js')}`);
		expect([...manifest.n8n.nodes].sort()).toEqual(built(filesIn('nodes', '.node.ts')).sort());
		const credentials = filesIn('credentials', '.credentials.ts');
		expect([...manifest.n8n.credentials].sort()).toEqual(built(credentials).sort());
	});

	it('a version cannot be published without provenance', () => {
		expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
		expect(manifest.scripts.release).toBe('n8n-node release');
		expect(manifest.scripts.prepublishOnly).toBe('n8n-node prerelease');
	});
});

const WORKFLOWS = filesIn('.github/workflows', '.yml');
/** The lines of a file of YAML without its comments. */
const linesOf = (file: string) =>
	read(file)
		.split('\n')
		.map((line) => line.replace(/(^|\s)#.*/, '').trimEnd())
		.filter((line) => line !== '');

/** What a workflow says of one of its jobs. */
function jobOf(file: string, name: string): string {
	const [, after = ''] = linesOf(file).join('\n').split(`\n  ${name}:\n`);
	return after.split(/\n {2}\S/)[0] ?? '';
}

describe('the workflows on GitHub', () => {
	// The name is part of what npm trusts.
	it('are those that are documented', () => {
		const names = ['.github/workflows/ci.yml', '.github/workflows/publish.yml'];
		expect(WORKFLOWS.sort()).toEqual(names);
		expect(read('docs/releasing.md')).toMatch(/^\| Workflow filename +\| `publish.yml` +\|$/m);
	});

	it.each(WORKFLOWS)('%s uses actions of one commit, and says which version that is', (file) => {
		const used = read(file).match(/uses: .*/g) ?? [];
		const foreign = used.filter((line) => !line.startsWith('uses: ./'));
		expect(foreign.length).toBeGreaterThan(0);
		for (const line of foreign)
			expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it.each(WORKFLOWS)('%s knows no secret, and keeps no token for git', (file) => {
		expect(read(file)).not.toMatch(/secrets\.|_TOKEN|_authToken/);
		const checkouts = read(file).match(/actions\/checkout@/g) ?? [];
		expect(read(file).match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
	});

	it('only publish.yml gets a token of GitHub, in the job that publishes', () => {
		const [ci = '', publish = ''] = [...WORKFLOWS].sort();
		expect(linesOf(ci).filter((line) => /^\s*[a-z-]+: (read|write|.*-all)$/.test(line))).toEqual([
			'  contents: read',
		]);
		expect(linesOf(publish)).toContain('permissions: {}');
		expect(
			linesOf(publish)
				.join('\n')
				.match(/: write/g),
		).toHaveLength(1);
		expect(jobOf(publish, 'publish')).toContain(
			'    permissions:\n      contents: read\n      id-token: write\n',
		);
	});

	it('CI rehearses the command that publishes, and sends nothing', () => {
		const [, steps = ''] = read('.ci/run').split('\n# First');
		expect(steps).toMatch(/^step rehearse_release$/m);
		expect(steps).toMatch(/^step npm run scan$/m);
		expect(read('.ci/run')).toMatch(
			/^\tGITHUB_ACTIONS=true npm_config_dry_run=true .* npm run release$/m,
		);
	});

	it('nothing is published before everything is checked', () => {
		const publish = '.github/workflows/publish.yml';
		expect(jobOf(publish, 'checks')).toContain('    uses: ./.github/workflows/ci.yml');
		expect(jobOf(publish, 'publish')).toMatch(/^ {4}needs: checks$/m);
		expect(jobOf('.github/workflows/ci.yml', 'checks')).toContain('      - run: .ci/run');
		const steps = [...jobOf(publish, 'publish').matchAll(/ run: (.*)/g)].map(([, run]) => run);
		expect(steps).toEqual([
			'npm ci',
			'npx tsx dev/changelog.ts check "$GITHUB_REF_NAME"',
			'npm run release',
		]);
	});
});

it.each(filesIn('.github/ISSUE_TEMPLATE', '.yml').filter((file) => !file.endsWith('config.yml')))(
	'%s is a form that GitHub shows',
	(file) => {
		const lines = linesOf(file);
		for (const key of ['name', 'description', 'body']) {
			expect(lines.filter((line) => line.startsWith(`${key}:`))).toHaveLength(1);
		}
		const ids = lines.filter((line) => line.startsWith('    id: '));
		expect(new Set(ids).size).toBe(ids.length);
		const types = lines.filter((line) => line.startsWith('  - type: '));
		expect(types.filter((line) => !/: (markdown|input|textarea|dropdown)$/.test(line))).toEqual([]);
		expect(lines.filter((line) => line === '    attributes:')).toHaveLength(types.length);
	},
);

/** The rules of docs/verification.md, each with the files, and the tests in them, that it names. */
const RULES = [
	...read('docs/verification.md').matchAll(/^\| (?!rule|-)(.+?) +\| (.+?) +\|$/gm),
].map(([, rule = '', where = '']) => ({
	rule,
	where,
	files: [...where.matchAll(/`([\w./-]+\.\w+|\.ci\/run|LICENSE|[\w/]+\/)`/g)].map(
		([, file = '']) => file,
	),
	tests: [...where.matchAll(/`(test\/[^`]+)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(
		([, file = '', titles = '']) =>
			[...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
	),
}));

it('docs/verification.md has all rules of n8n', () => {
	expect(RULES.length).toBeGreaterThan(30);
});

it.each(RULES)('docs/verification.md says where “$rule” is met', ({ where, files, tests }) => {
	expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
	const missing = tests.filter(({ file, title }) => !read(file).includes(`'${title}'`));
	expect(missing).toEqual([]);
	// Whatever is in quotation marks is a title of a test, unless it is a word of the panel.
	const quoted = where.match(/: “/g) ?? [];
	expect(tests.length).toBeGreaterThanOrEqual(quoted.length);
});
