/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Setup } from '../test/e2e/setup';
import { ROOT } from '../test/n8n/folders';
import { userFolderOf, type N8nInstallation } from '../test/n8n/installation';
import { installNodePackage, packNodePackage } from '../test/n8n/nodePackage';
import { findPorts } from '../test/n8n/ports';
import { createAuthority } from '../test/tenant/certificates';
import { findChromium } from './chromium';
import { atEnd } from './lifetime';

/**
 * Makes ready what the end-to-end tests need: an n8n with our package and nothing else.
 * @throws when a part of it cannot be installed
 */
export async function setUp(installation: N8nInstallation): Promise<Setup> {
	const chromium = findChromium();
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

/**
 * Runs end-to-end tests.
 *
 * @param args of Jest, such as the files to run
 * @returns whether all of them passed
 */
export async function runTests(setup: Setup, args: string[]): Promise<boolean> {
	const jest = require.resolve('jest/bin/jest');
	// What a test left running when it failed is ended below, and not waited for.
	const flags = ['--selectProjects', 'e2e', '--runInBand', '--forceExit'];
	const child = spawn(process.execPath, [jest, ...flags, ...args], {
		cwd: ROOT,
		stdio: 'inherit',
		// A process group of its own, so that it ends with every n8n that it started.
		detached: true,
		env: { ...process.env, E2E_SETUP: JSON.stringify(setup) },
	});
	const end = () => {
		if (child.pid !== undefined) endGroup(child.pid);
	};
	atEnd(end);
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	end();
	return code === 0;
}
