/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installN8n, userFolderOf } from '../../test/n8n/installation';
import { findPorts } from '../../test/n8n/ports';
import { ReachableN8n } from '../../test/n8n/reachable';
import type { Tenant } from '../../test/tenant';
import { atEnd } from '../lifetime';

/** One of n8n's ways of activating triggers. */
interface Way {
	name: string;
	settings: Record<string, string>;
}

/** Whether n8n publishes workflows in the background, unless it is told not to. */
function hasPublicationService(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 2 || (major === 2 && minor >= 40);
}

/** Those of the installed version: before 2.40, n8n has one only. */
export async function ways(): Promise<Way[]> {
	const { version } = await installN8n();
	const name = `n8n ${version}`;
	if (!hasPublicationService(version)) return [{ name, settings: {} }];
	return [
		{ name, settings: {} },
		{
			name: `${name}, publication service off`,
			settings: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' },
		},
	];
}

/**
 * Does something in a new n8n.
 *
 * @param tenant that n8n is to trust and that is to deliver to it, as new
 */
export async function inNewN8n(
	tenant: Tenant,
	settings: Record<string, string>,
	work: (n8n: ReachableN8n) => Promise<void>,
): Promise<void> {
	tenant.reset();
	const installation = await installN8n();
	const userFolder = userFolderOf(installation, 'reliability');
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	const caFile = join(userFolder, 'ca.pem');
	writeFileSync(caFile, tenant.ca);
	const options = { userFolder, caFile, ports: await findPorts(), settings };
	const n8n = await ReachableN8n.prepare(installation, options, tenant);
	atEnd(async () => await n8n.kill());
	await n8n.start();
	await work(n8n);
	await n8n.stop();
}
