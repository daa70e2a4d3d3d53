/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './command';
import { ROOT, RUNTIME } from './folders';
import { fingerprint, once } from './once';
import { withProgress } from './progress';

const FOLDER = join(RUNTIME, 'package');
const SOURCES = [
	'credentials',
	'nodes',
	'index.js',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'LICENSE',
	'README.md',
];

/** The package as it would be published. */
export interface NodePackage {
	tarball: string;
	/** Changes with every change of its sources. */
	key: string;
}

const fingerprintOf = (names: string[]) =>
	fingerprint(names.map((name) => join(ROOT, name)).filter((path) => existsSync(path)));

/**
 * Builds this package into dist/, unless dist/ is still what was built of these sources.
 * @throws when it does not build
 */
export async function buildNodePackage(): Promise<void> {
	await once(
		join(RUNTIME, 'built'),
		() => fingerprintOf([...SOURCES, 'dist']),
		() => withProgress('Building the nodes', () => npm(['run', 'build'], { cwd: ROOT })),
	);
}

async function pack(): Promise<void> {
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	await npm(['pack', '--pack-destination', FOLDER], { cwd: ROOT });
}

/**
 * Builds and packs this package, unless that was done since the last change.
 * @throws as `buildNodePackage` does
 */
export async function packNodePackage(): Promise<NodePackage> {
	await buildNodePackage();
	const key = fingerprintOf([...SOURCES, 'dist']);
	await once(join(FOLDER, 'packed'), key, () => withProgress('Packing the nodes', pack));
	const tarball = readdirSync(FOLDER).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack left no package in ${FOLDER}.`);
	return { tarball: join(FOLDER, tarball), key };
}

/**
 * Installs the package into the user folder of an n8n, as its Settings → Community nodes does.
 * @throws when npm fails
 */
export async function installNodePackage(
	userFolder: string,
	{ tarball, key }: NodePackage,
): Promise<void> {
	const cwd = join(userFolder, '.n8n/nodes');
	const flags = ['--ignore-scripts', '--omit=dev', '--omit=peer', '--legacy-peer-deps'];
	const install = async () => {
		mkdirSync(cwd, { recursive: true });
		writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
		await npm(['install', ...flags, tarball], { cwd });
	};
	await once(join(cwd, 'installed'), key, () =>
		withProgress('Installing the nodes in n8n', install),
	);
}
