/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { createServer, type Server } from 'node:http';
import getPort from 'get-port';

/** Events, as a trigger was to hand them on, and how often it did. */
export interface ArrivalFigures {
	/** How many were to arrive, counted for each trigger. */
	expected: number;
	lost: number;
	twice: number;
}

const pair = (route: string, eventId: string) => `${route}/${eventId}`;

/** What comes out of triggers: the node after each calls this server with the ID of every event. */
export class Arrivals {
	private readonly expected = new Set<string>();
	private readonly counts = new Map<string, number>();

	private constructor(
		private readonly server: Server,
		private readonly port: number,
	) {
		server.on('request', ({ url = '' }, response) => {
			const key = url.slice(1);
			this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
			response.end('{}');
		});
	}

	static async open(): Promise<Arrivals> {
		const [server, port] = [createServer(), await getPort()];
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		return new Arrivals(server, port);
	}

	/**
	 * The address that the node after a trigger calls, as an expression of n8n.
	 *
	 * @param id where the ID of the event is
	 */
	addressFor(route: string, id = '$json.event.id'): string {
		return `=http://127.0.0.1:${this.port}/${pair(route, `{{ ${id} }}`)}`;
	}

	/** From now on, this event counts as lost for the trigger until it arrives. */
	expect(route: string, eventId: string): void {
		this.expected.add(pair(route, eventId));
	}

	/** Those that have not arrived, each as the route and the event. */
	get missing(): string[] {
		return [...this.expected].filter((key) => !this.counts.has(key));
	}

	hasArrived(route: string, eventId: string): boolean {
		return this.counts.has(pair(route, eventId));
	}

	get figures(): ArrivalFigures {
		const twice = [...this.counts.values()].filter((count) => count > 1).length;
		return { expected: this.expected.size, lost: this.missing.length, twice };
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}
}
