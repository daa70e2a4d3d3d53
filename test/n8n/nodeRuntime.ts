/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { npm } from './command';
import { RUNTIME } from './folders';
import { withProgress } from './progress';

/** What the n8n of the demo and of the tests runs on. */
const USUAL_MAJOR = 24;

/** A Node.js that can run n8n, and build n8n's native packages. */
export interface Node {
	program: string;
	/** The folder that holds `include/node`, the headers. */
	root: string;
	/** Native packages built for one of the same major version run on it. */
	major: number;
}

/** Which major versions of Node.js an n8n is run on: the first of them is installed where none runs. */
interface Majors {
	first: number;
	last: number;
}

/**
 * Of those that the `engines` of an n8n allow; for n8n 1 only that of its Docker image, as it can
 * crash on 24.
 */
const majorsFor = (n8nVersion: string): Majors =>
	n8nVersion.startsWith('1.') ? { first: 22, last: 22 } : { first: USUAL_MAJOR, last: Infinity };

const isWindows = process.platform === 'win32';
const hasHeaders = (root: string) => existsSync(join(root, 'include/node/node_api.h'));

function runningNode({ first, last }: Majors): Node | undefined {
	const program = process.execPath;
	const root = resolve(dirname(program), isWindows ? '.' : '..');
	const major = Number.parseInt(process.versions.node, 10);
	return major >= first && major <= last && hasHeaders(root) ? { program, root, major } : undefined;
}

/** The registry's package of Node.js for this platform: the program with its headers. */
function platformPackage(): string {
	const { platform, arch } = process;
	const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
	return [prefix, isWindows ? 'win' : platform, arch].join('-');
}

/**
 * Finds a Node.js for an n8n: the running one, or else one that it installs beside n8n.
 * @throws when there is no package of Node.js for this platform
 */
export async function findNode(n8nVersion: string): Promise<Node> {
	const majors = majorsFor(n8nVersion);
	const running = runningNode(majors);
	if (running) return running;
	const major = majors.first;
	const folder = join(RUNTIME, major === USUAL_MAJOR ? 'node' : `node-${major}`);
	const root = join(folder, 'node_modules', platformPackage());
	const program = join(root, isWindows ? 'bin/node.exe' : 'bin/node');
	if (!existsSync(program)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
		// Not one exact version: not every version is there for every platform.
		const install = () => npm(['install', `${platformPackage()}@${major}`], { cwd: folder });
		await withProgress(`Installing Node.js ${major} for n8n`, install);
	}
	return { program, root, major };
}
