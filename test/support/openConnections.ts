/* eslint-disable @n8n/community-nodes/no-restricted-imports -- n8n sends its requests with this module */
import https, { Agent } from 'https';

/** By the port of the server. */
const agents = new Map<number, Agent>();
const { request } = https;

const requestOnOpenConnection = new Proxy(request, {
	apply(send, self, [options, ...rest]) {
		const agent = agentFor(options);
		return Reflect.apply(send, self, [agent ? { ...options, agent } : options, ...rest]);
	},
});

function agentFor(options: unknown): Agent | undefined {
	const { hostname, port }: { hostname?: unknown; port?: unknown } = Object(options);
	return hostname === 'localhost' ? agents.get(Number(port)) : undefined;
}

/**
 * Lets all requests to a server of this machine share connections that stay open. n8n connects anew for
 * each request, and to shake hands takes longer than all else about a request of the tests.
 *
 * @param port of the server
 * @returns a function that undoes it
 */
export function keepConnections(port: number): () => void {
	const agent = new Agent({ keepAlive: true });
	agents.set(port, agent);
	https.request = requestOnOpenConnection;
	return () => {
		agent.destroy();
		agents.delete(port);
		if (agents.size === 0) https.request = request;
	};
}
