/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import getPort from 'get-port';
import type { Session } from '../test/n8n/session';
import { atEnd } from './lifetime';

/**
 * Serves a link that opens the editor signed in, until the command ends. A browser sends a cookie
 * of localhost to every port of it, so another server than n8n can set n8n's.
 *
 * @returns the link; only who knows it can sign in
 */
export async function serveSignIn(editorUrl: string, { cookie }: Session): Promise<string> {
	const path = `/${randomBytes(8).toString('hex')}`;
	const server = createServer(({ url }, response) => {
		if (url !== path) {
			response.writeHead(404).end();
			return;
		}
		response.setHeader('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Lax`);
		response.writeHead(302, { location: `${editorUrl}/home/workflows` }).end();
	});
	const port = await getPort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	atEnd(() => {
		server.close();
		server.closeAllConnections();
	});
	return `http://localhost:${port}${path}`;
}
