/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, withNode } from './command';
import { RUNTIME } from './folders';
import { findNode, type Node } from './nodeRuntime';
import { npmProgress } from './npmProgress';
import { once } from './once';
import { withProgress } from './progress';

const SOURCE = join(__dirname, 'manifest');
const MANIFEST = 'package.json';
const LOCK = 'package-lock.json';

/** How to start n8n: this program with this script. */
export interface N8nInstallation {
	node: string;
	script: string;
	version: string;
}

interface Manifest {
	version?: string;
	dependencies?: Record<string, string>;
}

interface Lock {
	packages: Record<string, { optional?: boolean }>;
}

/** What npm installs an n8n from. */
interface Wanted {
	/** The texts of the files by their names. */
	files: Record<string, string>;
	/** How many packages npm puts in place for it, at most. */
	packages?: number;
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const readManifest = (folder: string): Manifest => JSON.parse(read(folder, MANIFEST));

/** The n8n that everything runs unless told otherwise. */
export const USUAL_VERSION = readManifest(SOURCE).dependencies?.['n8n'] ?? '';

function usual(): Wanted {
	const files = { [MANIFEST]: read(SOURCE, MANIFEST), [LOCK]: read(SOURCE, LOCK) };
	const lock: Lock = JSON.parse(files[LOCK] ?? '');
	const packages = Object.entries(lock.packages).filter(
		([path, { optional }]) => path.startsWith('node_modules/') && !optional,
	);
	return { files, packages: packages.length };
}

function another(version: string): Wanted {
	const manifest = {
		name: 'n8n-runtime',
		private: true,
		dependencies: { n8n: version },
		// n8n 1 names an address outside of the registry for it.
		overrides: { xlsx: '0.18.5' },
	};
	return { files: { [MANIFEST]: JSON.stringify(manifest) } };
}

async function install(folder: string, { files, packages }: Wanted, node: Node): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	const env = withNode(node.program, { ...process.env, npm_config_nodedir: node.root });
	// Not `npm ci`, which refuses a lock that lacks the optional packages of other platforms.
	const flags = ['--ignore-scripts', '--omit=optional'];
	const { isProgress, detail } = npmProgress(folder, packages);
	await withProgress(
		'Installing n8n, once: 2.5 GB, about 5 minutes',
		() => npm(['install', ...flags], { cwd: folder, env, isProgress }),
		detail,
	);
	// The only two packages of n8n whose install scripts a local n8n needs.
	await withProgress("Building n8n's native packages, once: about 2 minutes", () =>
		npm(['rebuild', '--ignore-scripts=false', 'sqlite3', 'isolated-vm'], { cwd: folder, env }),
	);
}

/** The version that the environment asks for, if it does. */
function wantedVersion(): string | undefined {
	const version = process.env['N8N_VERSION'];
	if (!version || /^\d+\.\d+\.\d+$/.test(version)) return version || undefined;
	throw new Error(`N8N_VERSION is ${version}. Enter a full version, such as ${USUAL_VERSION}.`);
}

async function open(folder: string): Promise<N8nInstallation> {
	const n8n = join(folder, 'node_modules/n8n');
	if (!existsSync(n8n)) throw new Error(`Found no n8n in ${folder}.`);
	const { version = '' } = readManifest(n8n);
	const node = await findNode(version);
	return { node: node.program, script: join(n8n, 'bin/n8n'), version };
}

/**
 * Finds the n8n that the environment asks for, and installs it if it is not there yet. N8N_VERSION names
 * another version than the usual one; N8N_RUNTIME_DIR, a folder in which n8n is installed already.
 *
 * @throws when that folder holds no n8n or another version, or when the installation fails
 */
export async function installN8n(): Promise<N8nInstallation> {
	const wanted = wantedVersion();
	const ready = process.env['N8N_RUNTIME_DIR'];
	if (!ready) return await installVersion(wanted ?? USUAL_VERSION);
	const installation = await open(ready);
	if (!wanted || wanted === installation.version) return installation;
	throw new Error(`N8N_RUNTIME_DIR contains n8n ${installation.version}, not ${wanted}.`);
}

/**
 * Installs a version of n8n, if it is not there yet.
 * @throws when that fails
 */
export async function installVersion(version: string): Promise<N8nInstallation> {
	const node = await findNode(version);
	const source = version === USUAL_VERSION ? usual() : another(version);
	const folder = join(RUNTIME, folderOf('n8n', version));
	const key = createHash('sha256')
		.update(JSON.stringify([source.files, node.major]))
		.digest('hex');
	await once(join(folder, 'installed'), key, () => install(folder, source, node));
	return await open(folder);
}

const folderOf = (name: string, version: string) =>
	version === USUAL_VERSION ? name : `${name}-${version}`;

/** A folder for the database of an n8n: each version has its own, as none opens a later one's. */
export const userFolderOf = ({ version }: N8nInstallation, name: string): string =>
	join(RUNTIME, folderOf(name, version));
