/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Setup } from '../test/e2e/setup';
import { ROOT } from '../test/n8n/folders';
import { installN8n, userFolderOf } from '../test/n8n/installation';
import { installNodePackage, packNodePackage } from '../test/n8n/nodePackage';
import { findPorts } from '../test/n8n/ports';
import { createAuthority } from '../test/tenant/certificates';
import { findChromium } from './chromium';
import { atEnd, main } from './lifetime';

async function setUp(): Promise<Setup> {
	const chromium = findChromium();
	const installation = await installN8n();
	const nodePackage = await packNodePackage();
	const userFolder = userFolderOf(installation, 'e2e');
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	await installNodePackage(userFolder, nodePackage);
	const authority = await createAuthority();
	const caFile = join(userFolder, 'ca.pem');
	writeFileSync(caFile, authority.ca);
	const options = { userFolder, caFile, ports: await findPorts() };
	return { installation, options, authority, tarball: nodePackage.tarball, chromium };
}

/**
 * Ends a process group: also an n8n that is left of tests that failed before they could end it,
 * and that would try for ever to log its end to them.
 */
function endGroup(leader: number): void {
	try {
		process.kill(-leader, 'SIGKILL');
	} catch {
		// All of it has ended.
	}
}

main(async () => {
	const setup = await setUp();
	const jest = require.resolve('jest/bin/jest');
	// What a test left running when it failed is ended below, and not waited for.
	const flags = ['--selectProjects', 'e2e', '--runInBand', '--forceExit'];
	const args = [jest, ...flags, ...process.argv.slice(3)];
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		stdio: 'inherit',
		// A process group of its own, so that it ends with every n8n that it started.
		detached: true,
		env: { ...process.env, E2E_SETUP: JSON.stringify(setup) },
	});
	atEnd(() => {
		if (child.pid !== undefined) endGroup(child.pid);
	});
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error('The end-to-end tests failed.');
});
