import type { N8n, N8nServer, Role } from '../n8n/n8n';
import { FLAGS } from './settings';

/** One of the processes of an n8n in queue mode, from one start to the next. */
export class N8nProcess {
	private server?: N8nServer;

	constructor(
		private readonly n8n: N8n,
		private readonly role: Role,
	) {}

	/** @throws with the end of its log when it ends before it is ready */
	async start(): Promise<void> {
		this.server = await this.n8n.start(this.role, ...FLAGS[this.role]);
	}

	get url(): string {
		return `http://localhost:${this.n8n.options.ports.editor}`;
	}

	get userFolder(): string {
		return this.n8n.options.userFolder;
	}

	/** Lets it finish what it does. */
	async stop(): Promise<void> {
		await this.server?.stop();
		this.server = undefined;
	}

	/** Ends it at once, as a power cut does. */
	async kill(): Promise<void> {
		await this.server?.kill();
		this.server = undefined;
	}
}
