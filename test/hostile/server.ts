/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server that plays the tenant */
import type { IncomingMessage, ServerResponse } from 'http';
import { createServer, type Server } from 'https';
import type { AddressInfo } from 'net';

import { keysOfTheRun } from '../support/keysOfTheRun';
import { createAuthority, createKeys } from '../tenant/certificates';
import { trustCertificate } from '../tenant';

/** What reached the server. */
export interface Received {
	method: string;
	/** The path with its query, as it came. */
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** How many of the run came before it. */
	index: number;
}

/** Answers one request, in whatever way. */
export type Answer = (response: ServerResponse, received: Received) => void;

export const TOKEN = 'eyJ.the-access-token-of-the-run.sig';
export const SECRET = 'the-client-secret-of-the-run';

/** More requests of a run than this are no end: six tries of several, or the pages of 1,000 users. */
export const MAX_REQUESTS = 120;

/** A server in the place of a tenant that answers every request in the same hostile way. */
export interface HostileServer {
	domain: string;
	/** How it answers the Management API and the Authentication API. */
	answer: Answer;
	/** How it answers requests for a token; by default with one. */
	answerToken: Answer;
	received: Received[];
}

const good: Answer = (response) => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ access_token: TOKEN, expires_in: 86_400, token_type: 'Bearer' }));
};

/** A hostile server for the tests of one file, which this process trusts. */
export function useHostileServer(): () => HostileServer {
	let server: Server;
	let distrust: () => void;
	const hostile: HostileServer = { domain: '', answer: good, answerToken: good, received: [] };
	beforeAll(async () => {
		const keys = keysOfTheRun() ?? (await createKeys(await createAuthority()));
		distrust = trustCertificate(keys.ca);
		server = createServer(
			{ key: keys.key, cert: keys.cert },
			(request, response) => void answer(request, response),
		);
		server.on('error', () => undefined);
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		const { port }: Partial<AddressInfo> = Object(server.address());
		hostile.domain = `localhost:${port}`;
	}, 60_000);
	beforeEach(() => {
		hostile.received = [];
		hostile.answerToken = good;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		distrust();
	});

	async function answer(request: IncomingMessage, response: ServerResponse) {
		let body = '';
		for await (const chunk of request.setEncoding('utf8')) body += chunk;
		const { method = '', url = '', headers } = request;
		const received = { method, url, headers, body, index: hostile.received.length };
		response.on('error', () => undefined);
		if (url === '/oauth/token') return hostile.answerToken(response, received);
		hostile.received.push(received);
		// What goes on for ever is to end, and to be told of.
		if (hostile.received.length > MAX_REQUESTS) return void response.writeHead(404).end();
		return hostile.answer(response, received);
	}
	return () => hostile;
}
