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

/** @returns a function that gives what receives webhooks, inside a test; before each, it is empty */
export function useReceiver(): () => Receiver {
	let receiver: Receiver;
	const server = createServer(async (request, response) => {
		const { url: path = '', headers } = request;
		const received = { path, headers, body: await text(request) };
		receiver.received.push(received);
		const status = await receiver.answer(received);
		if (status === 0) request.socket.destroy();
		else response.writeHead(status).end();
	});
	beforeAll(async () => {
		const port = await getPort();
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		receiver = { url: `http://127.0.0.1:${port}`, received: [], answer: () => 204 };
	});
	beforeEach(() => {
		receiver.received.length = 0;
		receiver.answer = () => 204;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return () => receiver;
}
