/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getPort, { portNumbers } from 'get-port';
import type { N8nInstallation } from '../n8n/installation';
import { N8n, type Ports, type Role } from '../n8n/n8n';
import { installNodePackage, type NodePackage } from '../n8n/nodePackage';
import { Session } from '../n8n/session';
import { N8nProcess } from './n8nProcess';
import { sharedSettings } from './settings';

/** A port that no outgoing connection takes by chance, so that a process can be started again. */
const findPort = async () => await getPort({ port: portNumbers(20_000, 32_000) });

/** What an n8n in queue mode is made of. */
interface Parts {
	installation: N8nInstallation;
	nodePackage: NodePackage;
	/** Each process gets a folder of its own in it. */
	folder: string;
	/** The certificate authority of the tenants, in PEM. */
	ca: string;
	/** How the processes reach Redis and PostgreSQL. */
	services: Record<string, string>;
}

const findPorts = async (): Promise<Ports> => ({
	editor: await findPort(),
	broker: await findPort(),
});

/** A worker has no editor: the port for it tells how it is. */
const healthAt = (port: number) => ({
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

/** An n8n in queue mode: a main process, two workers and a webhook process. */
export class QueuedN8n {
	private constructor(
		readonly main: N8nProcess,
		readonly workers: [N8nProcess, N8nProcess],
		readonly webhook: N8nProcess,
	) {}

	private opened?: Session;

	/** Installs the package for each process. */
	static async prepare({
		installation,
		nodePackage,
		folder,
		ca,
		services,
	}: Parts): Promise<QueuedN8n> {
		const caFile = join(folder, 'ca.pem');
		writeFileSync(caFile, ca);
		const shared = sharedSettings(randomBytes(16).toString('hex'), services);
		const process = async (name: string, role: Role) => {
			const userFolder = join(folder, name);
			await installNodePackage(userFolder, nodePackage);
			const ports = await findPorts();
			const settings = { ...shared, ...(role === 'worker' && healthAt(ports.editor)) };
			return new N8nProcess(new N8n(installation, { userFolder, caFile, ports, settings }), role);
		};
		return new QueuedN8n(
			await process('main', 'start'),
			[await process('worker1', 'worker'), await process('worker2', 'worker')],
			await process('webhook', 'webhook'),
		);
	}

	/** Starts the main process first, as it prepares the database, then the others, and signs in. */
	async start(): Promise<void> {
		await this.main.start();
		this.opened = await Session.open(this.main.url, this.main.userFolder);
		await Promise.all([...this.workers, this.webhook].map(async (each) => await each.start()));
	}

	/** @throws before the start */
	get session(): Session {
		if (this.opened) return this.opened;
		throw new Error('n8n does not run.');
	}

	/** Ends what still runs. */
	async kill(): Promise<void> {
		const all = [this.main, ...this.workers, this.webhook];
		await Promise.all(all.map(async (each) => await each.kill()));
	}
}
