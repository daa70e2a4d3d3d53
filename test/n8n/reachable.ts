import { connectionTo } from '../support/connection';
import type { Tenant } from '../tenant';
import { credentialFor, importInto, type CredentialReference } from './imports';
import type { N8nInstallation } from './installation';
import { N8n, type N8nOptions, type N8nServer } from './n8n';
import { installNodePackage, packNodePackage } from './nodePackage';
import { Session } from './session';
import { Workflows } from './workflows';

/** Where the tenant believes n8n to be: Auth0 delivers to public https addresses only. */
const PUBLIC = 'https://n8n.example.com';

const CREDENTIAL: CredentialReference = { id: 'trigger', name: 'Auth0 Vault Connection' };

/** How long n8n may take for an answer. */
const MAX_ANSWER_MS = 10_000;

/** An n8n with our package that the tenant delivers to, from one start to the next. */
export class ReachableN8n {
	private running?: { server: N8nServer; workflows: Workflows; session: Session };

	private constructor(
		private readonly n8n: N8n,
		private readonly tenant: Tenant,
	) {}

	/** @throws when the package or the credential cannot be put into n8n */
	static async prepare(
		installation: N8nInstallation,
		options: N8nOptions,
		tenant: Tenant,
	): Promise<ReachableN8n> {
		const settings = { N8N_WEBHOOK_URL: PUBLIC, WEBHOOK_URL: PUBLIC, ...options.settings };
		const n8n = new N8n(installation, { ...options, settings });
		await installNodePackage(options.userFolder, await packNodePackage());
		await importInto(n8n, 'credentials', [credentialFor(CREDENTIAL, connectionTo(tenant))]);
		return new ReachableN8n(n8n, tenant);
	}

	/** Starts n8n, and signs in. */
	async start(): Promise<void> {
		const server = await this.n8n.start();
		const session = await Session.open(server.url, this.n8n.options.userFolder);
		this.running = { server, session, workflows: new Workflows(session, CREDENTIAL) };
		this.connect();
	}

	/** Has the tenant deliver to this n8n, also after a reset of the tenant. */
	connect(): void {
		const { webhooks } = this.tenant;
		webhooks.deliverTo = (url) => this.localUrl(url);
		webhooks.timeoutMs = MAX_ANSWER_MS;
	}

	/** Where an address that the tenant has is here. */
	localUrl(url: string): string {
		return url.replace(PUBLIC, `http://localhost:${this.n8n.options.ports.editor}`);
	}

	/** Where a local address is for the tenant. */
	publicUrl(path: string): string {
		return `${PUBLIC}${path}`;
	}

	/** @throws when n8n does not run */
	get workflows(): Workflows {
		return this.server().workflows;
	}

	/** @throws when n8n does not run */
	get session(): Session {
		return this.server().session;
	}

	async stop(): Promise<void> {
		await this.running?.server.stop();
		this.running = undefined;
	}

	/** Ends it at once, as a power cut does. */
	async kill(): Promise<void> {
		await this.running?.server.kill();
		this.running = undefined;
	}

	private server() {
		if (this.running) return this.running;
		throw new Error('n8n does not run.');
	}
}
