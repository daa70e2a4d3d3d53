/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, withNode } from './command';
import { ROOT, RUNTIME } from './folders';
import { findNode, type Node } from './node24';
import { fingerprint, once } from './once';
import { withProgress } from './progress';

const SOURCE = join(ROOT, 'dev/n8n');
const FILES = ['package.json', 'package-lock.json'];

/** How to start n8n: this program with this script. */
export interface N8nInstallation {
	node: string;
	script: string;
}

interface Lock {
	packages: Record<string, { optional?: boolean }>;
}

function readWanted(): string[] {
	const lock: Lock = JSON.parse(readFileSync(join(SOURCE, 'package-lock.json'), 'utf8'));
	return Object.entries(lock.packages)
		.filter(([path, { optional }]) => path.startsWith('node_modules/') && !optional)
		.map(([path]) => path);
}

const countInstalled = (folder: string, wanted: string[]) =>
	wanted.filter((path) => existsSync(join(folder, path, 'package.json'))).length;

async function install(folder: string, node: Node): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (const name of FILES) copyFileSync(join(SOURCE, name), join(folder, name));
	const env = withNode(node.program, { ...process.env, npm_config_nodedir: node.root });
	const wanted = readWanted();
	// Not `npm ci`, which refuses a lock that lacks the optional packages of other platforms.
	const flags = ['--ignore-scripts', '--omit=optional'];
	await withProgress(
		'Installing n8n, once: 2.5 GB, about 5 minutes',
		() => npm(['install', ...flags], { cwd: folder, env }),
		() => `${countInstalled(folder, wanted)} of ${wanted.length} packages`,
	);
	// The only two packages of n8n whose install scripts a local n8n needs.
	await withProgress("Building n8n's native packages, once: about 2 minutes", () =>
		npm(['rebuild', '--ignore-scripts=false', 'sqlite3', 'isolated-vm'], { cwd: folder, env }),
	);
}

/**
 * Finds n8n, and installs it if it is not there yet. N8N_RUNTIME_DIR names a folder in which n8n
 * is installed already.
 *
 * @throws when that folder holds no n8n, or when the installation fails
 */
export async function installN8n(): Promise<N8nInstallation> {
	const node = await findNode();
	const ready = process.env['N8N_RUNTIME_DIR'];
	const folder = ready ?? join(RUNTIME, 'n8n');
	const script = join(folder, 'node_modules/n8n/bin/n8n');
	if (!ready) {
		const key = `${fingerprint(FILES.map((name) => join(SOURCE, name)))} ${node.major}`;
		await once(join(folder, 'installed'), key, () => install(folder, node));
	}
	if (!existsSync(script)) throw new Error(`There is no n8n in ${folder}.`);
	return { node: node.program, script };
}
