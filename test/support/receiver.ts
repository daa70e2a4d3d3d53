/* eslint-disable @n8n/community-nodes/no-restricted-imports -- what receives webhooks is a server */
import { once } from 'events';
import { createServer, type IncomingHttpHeaders } from 'http';
import { text } from 'stream/consumers';
import getPort from 'get-port';

/** A request that came in. */
export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** What receives webhooks during the tests of one file. */
export interface Receiver {
	readonly url: string;
	readonly received: Received[];
	/** The status of each answer; 0 for none. 204 by default. */
	answer(request: Received): number | Promise<number>;
}

/** Starts what receives webhooks. */
export async function startReceiver(): Promise<Receiver & { stop(): void }> {
	const server = createServer(async (request, response) => {
		const { url: path = '', headers } = request;
		const received = { path, headers, body: await text(request) };
		receiver.received.push(received);
		const status = await receiver.answer(received);
		if (status === 0) request.socket.destroy();
		else response.writeHead(status).end();
	});
	const port = await getPort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const receiver: Receiver & { stop(): void } = {
		url: `http://127.0.0.1:${port}`,
		received: [],
		answer: () => 204,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
	return receiver;
}
