/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { npm } from './command';
import { RUNTIME } from './folders';
import { withProgress } from './progress';

/** What n8n 2 asks for. */
const MAJOR = 24;

/** A Node.js that can run n8n, and build n8n's native packages. */
export interface Node {
	program: string;
	/** The folder that holds `include/node`, the headers. */
	root: string;
	/** Native packages built for one of the same major version run on it. */
	major: number;
}

const isWindows = process.platform === 'win32';
const hasHeaders = (root: string) => existsSync(join(root, 'include/node/node_api.h'));

function runningNode(): Node | undefined {
	const program = process.execPath;
	const root = resolve(dirname(program), isWindows ? '.' : '..');
	const major = Number.parseInt(process.versions.node, 10);
	return major >= MAJOR && hasHeaders(root) ? { program, root, major } : undefined;
}

/** The registry's package of Node.js for this platform: the program with its headers. */
function platformPackage(): string {
	const { platform, arch } = process;
	const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
	return [prefix, isWindows ? 'win' : platform, arch].join('-');
}

/**
 * Finds a Node.js for n8n: the running one, or else one that it installs beside n8n.
 * @throws when there is no package of Node.js for this platform
 */
export async function findNode(): Promise<Node> {
	const running = runningNode();
	if (running) return running;
	const folder = join(RUNTIME, 'node');
	const root = join(folder, 'node_modules', platformPackage());
	const program = join(root, isWindows ? 'bin/node.exe' : 'bin/node');
	if (!existsSync(program)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
		// Not one exact version: not every version is there for every platform.
		const install = () => npm(['install', `${platformPackage()}@${MAJOR}`], { cwd: folder });
		await withProgress(`Installing Node.js ${MAJOR} for n8n`, install);
	}
	return { program, root, major: MAJOR };
}
