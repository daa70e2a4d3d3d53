/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { createWriteStream, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, run, start, withNode } from './command';
import type { N8nInstallation } from './installation';

/** The ports that an n8n listens on: of its editor, and of the broker of its Code nodes. */
export interface Ports {
	editor: number;
	broker: number;
}

export interface N8nOptions {
	/** Where n8n keeps its database, in a folder `.n8n`. */
	userFolder: string;
	ports: Ports;
	/** A file of certificate authorities to trust beside the usual ones. */
	caFile?: string;
	/** Settings of n8n besides, by the names of their environment variables. */
	settings?: Record<string, string>;
}

/** A running n8n. */
export interface N8nServer {
	url: string;
	/** Settles when n8n has ended, however it did. */
	ended: Promise<void>;
	stop(): Promise<void>;
	/** Ends it at once, as a power cut does. */
	kill(): Promise<void>;
}

/** What a process of n8n is there for: everything or, in queue mode, the editor, webhooks, or the work. */
export type Role = 'start' | 'webhook' | 'worker';

const POLL_MS = 200;
const NOT_FOUND = 404;

// A person's own settings of n8n, and those of the npm or Jest that runs this, are not for it.
const isForeign = (name: string) =>
	/^((N8N|DB|EXECUTIONS|QUEUE|npm|JEST)_|NODE_ENV$|NODE_OPTIONS$)/.test(name);

function environment(installation: N8nInstallation, options: N8nOptions): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !isForeign(name));
	return withNode(installation.node, {
		...Object.fromEntries(inherited),
		N8N_USER_FOLDER: options.userFolder,
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(options.ports.editor),
		N8N_RUNNERS_BROKER_PORT: String(options.ports.broker),
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		// What `execute` prints is, to n8n, information in its log.
		N8N_LOG_LEVEL: 'info',
		...(options.caFile && { NODE_EXTRA_CA_CERTS: options.caFile }),
		...options.settings,
	});
}

/**
 * Lets the nodes of a user folder find the n8n-workflow of their n8n, as they do in n8n's own folders. Below this
 * repository they would find that of the repository, whose errors n8n takes for those of strangers.
 */
function shareWorkflowPackage({ script }: N8nInstallation, userFolder: string): void {
	const own = dirname(createRequire(script).resolve('n8n-workflow/package.json'));
	const link = join(userFolder, 'node_modules/n8n-workflow');
	mkdirSync(dirname(link), { recursive: true });
	rmSync(link, { force: true });
	symlinkSync(own, link, 'dir');
}

/** An n8n of its own: an installation, with a user folder. */
export class N8n {
	private readonly env: NodeJS.ProcessEnv;

	constructor(
		private readonly installation: N8nInstallation,
		readonly options: N8nOptions,
	) {
		mkdirSync(options.userFolder, { recursive: true });
		shareWorkflowPackage(installation, options.userFolder);
		this.env = environment(installation, options);
	}

	/**
	 * Runs a command of n8n, like `import:workflow`.
	 *
	 * @returns what it printed
	 * @throws when it fails
	 */
	async command(...args: string[]): Promise<string> {
		const { node, script } = this.installation;
		return await run(node, [script, ...args], { env: this.env });
	}

	/**
	 * Starts n8n, by default with its editor.
	 *
	 * @param flags of the command that the role is
	 * @throws with the end of its log when it ends before it is ready
	 */
	async start(role: Role = 'start', ...flags: string[]): Promise<N8nServer> {
		const logFile = join(this.options.userFolder, 'n8n.log');
		const log = createWriteStream(logFile);
		const { node, script } = this.installation;
		const child = start(node, [script, role, ...flags], { env: this.env });
		child.stdout.pipe(log, { end: false });
		child.stderr.pipe(log, { end: false });
		let isRunning = true;
		const ended = new Promise<void>((resolve) => {
			child.once('close', () => {
				isRunning = false;
				log.end(resolve);
			});
		});
		const url = `http://localhost:${this.options.ports.editor}`;
		while (isRunning && !(await isReady(url, role))) await wait(POLL_MS);
		if (!isRunning) {
			await ended;
			throw new Error(`n8n did not start:\n${lastLines(readFileSync(logFile, 'utf8'))}`);
		}
		const end = async (signal: NodeJS.Signals) => {
			child.kill(signal);
			await ended;
		};
		const stop = async () => await end('SIGTERM');
		const kill = async () => await end('SIGKILL');
		return { url, ended, stop, kill };
	}
}

async function isReady(url: string, role: Role): Promise<boolean> {
	try {
		if (!(await fetch(`${url}/healthz/readiness`)).ok) return false;
		if (role !== 'start') return true;
		// n8n 1 says so before one can sign in.
		return (await fetch(`${url}/rest/login`)).status !== NOT_FOUND;
	} catch {
		return false;
	}
}
