/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { connect } from 'node:net';
import getPort from 'get-port';
import { redisSettings } from '../settings';
import { findProgram } from './programs';
import { end, namedService, startServer, type Service } from './service';

const HOST = '127.0.0.1';

const answers = async (port: number) =>
	await new Promise<boolean>((resolve) => {
		const socket = connect(port, HOST, () => socket.write('PING\r\n'));
		socket.once('data', (data) => {
			socket.destroy();
			resolve(data.toString().startsWith('+PONG'));
		});
		socket.once('error', () => resolve(false));
	});

/**
 * Opens the Redis that QUEUE_BULL_REDIS_HOST names, or starts one that keeps nothing.
 *
 * @param folder where it may write
 * @throws when there is none, and none can be installed
 */
export async function openRedis(folder: string): Promise<Service> {
	const named = namedService('QUEUE_BULL_REDIS_');
	if (named) return named;
	const program = await findProgram('redis-server', { name: 'redis-server' });
	const port = await getPort();
	const flags = ['--port', String(port), '--bind', HOST, '--dir', folder];
	const nothingKept = ['--save', '', '--appendonly', 'no'];
	const isReady = async () => await answers(port);
	const child = await startServer(program, [...flags, ...nothingKept], {}, isReady);
	return {
		settings: redisSettings(HOST, String(port)),
		stop: async () => await end(child, 'SIGTERM'),
	};
}
