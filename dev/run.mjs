// The entry of the commands of dev/, like `npm run demo` and `npm run test:e2e`. It has no dependencies of its
// own, so that it can install the ones that the rest of dev/ has.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENTRIES = ['demo', 'start', 'e2e', 'versions', 'bench', 'reliability', 'queue'];
const root = fileURLToPath(new URL('..', import.meta.url));
const installedLock = `${root}node_modules/.package-lock.json`;

function isInstalled() {
	if (!existsSync(installedLock)) return false;
	return statSync(installedLock).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
}

function install() {
	console.log('Installing the development dependencies (npm ci) …');
	const npm = process.env.npm_execpath;
	const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
	const { status } = spawnSync(
		command,
		[...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
		{
			cwd: root,
			stdio: 'inherit',
			shell: !npm,
		},
	);
	if (status !== 0) process.exit(status ?? 1);
}

const name = process.argv[2];
if (!ENTRIES.includes(name)) {
	console.error(`Usage: node dev/run.mjs ${ENTRIES.join('|')}`);
	process.exit(2);
}
if (!isInstalled()) install();
await import('tsx');
await import(`./${name}.ts`);
