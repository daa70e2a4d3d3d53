/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../n8n/command';
import { withProgress } from '../../n8n/progress';

const SUPERUSER = 0;

/** A Debian package, and the folders in which its programs can be besides the usual ones. */
export interface Package {
	name: string;
	folders?: () => string[];
}

function find(program: string, { folders = () => [] }: Package): string | undefined {
	const usual = (process.env['PATH'] ?? '').split(delimiter);
	return [...folders(), ...usual]
		.map((folder) => join(folder, program))
		.find((path) => existsSync(path));
}

async function install(name: string): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = ['install', '-y', '--no-install-recommends', name];
	await run('apt-get', install, { env }).catch(async () => {
		await run('apt-get', ['update'], { env });
		await run('apt-get', install, { env });
	});
}

/**
 * Finds a program. The superuser of a Debian, as in a container, has its package installed.
 * @throws when it is not there, saying which package has it
 */
export async function findProgram(program: string, from: Package): Promise<string> {
	const found = find(program, from);
	if (found) return found;
	const isInstallable =
		process.getuid?.() === SUPERUSER && find('apt-get', { name: 'apt' }) !== undefined;
	if (isInstallable) {
		await withProgress(`Installing ${from.name}`, async () => await install(from.name));
	}
	const installed = find(program, from);
	if (installed) return installed;
	throw new Error(
		`The queue test needs the program ${program}. Install it (Debian, Ubuntu: sudo apt-get install ${from.name}), or name a server of your own in the environment.`,
	);
}
