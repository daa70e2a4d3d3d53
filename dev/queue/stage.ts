/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n, userFolderOf } from '../../test/n8n/installation';
import { packNodePackage } from '../../test/n8n/nodePackage';
import { withProgress } from '../../test/n8n/progress';
import { QueuedN8n } from '../../test/queue/queuedN8n';
import { openPostgres } from '../../test/queue/services/postgres';
import { openRedis } from '../../test/queue/services/redis';
import type { Service } from '../../test/queue/services/service';
import { TOKEN_SECONDS } from '../../test/queue/settings';
import type { Stage } from '../../test/queue/stage';
import { startTenant } from '../../test/tenant';
import { createAuthority } from '../../test/tenant/certificates';
import { atEnd } from '../lifetime';

/** Opens a server in a folder of its own, which goes when the command ends. */
async function open(server: (folder: string) => Promise<Service>) {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-queue-'));
	atEnd(() => rmSync(folder, { recursive: true, force: true }));
	const { settings, stop } = await server(folder);
	atEnd(stop);
	return settings;
}

/**
 * Starts tenants, Redis, PostgreSQL and an n8n in queue mode with our package, until the command ends.
 *
 * @param isLong whether scenarios may take ten minutes
 * @throws when a part of it cannot be installed or started
 */
export async function openStage(isLong: boolean): Promise<Stage> {
	const installation = await installN8n();
	const nodePackage = await packNodePackage();
	const authority = await createAuthority();
	const tenant = await startTenant(authority);
	const hastyTenant = await startTenant({ ...authority, tokenLifetimeSeconds: TOKEN_SECONDS });
	for (const { stop } of [tenant, hastyTenant]) atEnd(stop);
	const services = { ...(await open(openRedis)), ...(await open(openPostgres)) };
	const folder = userFolderOf(installation, 'queue');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const { ca } = authority;
	const n8n = await QueuedN8n.prepare({ installation, nodePackage, folder, ca, services });
	atEnd(async () => await n8n.kill());
	await withProgress('Starting n8n in queue mode', async () => await n8n.start());
	return { n8n, tenant, hastyTenant, isLong };
}
