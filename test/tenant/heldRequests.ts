import { sleep } from 'n8n-workflow';

/** What of a request says when its connection is closed. */
interface Connection {
	once(event: 'close', listener: () => void): unknown;
	off(event: 'close', listener: () => void): unknown;
}

/**
 * The requests of this process's tenants that are answered late on purpose: until its time has come,
 * or its connection is closed, nothing is done about such a request.
 */
export const heldRequests = new Set<object>();

/** Does nothing about a request for some time. */
export async function hold(connection: Connection, milliseconds: number): Promise<void> {
	const held = {};
	const release = () => heldRequests.delete(held);
	heldRequests.add(held);
	connection.once('close', release);
	try {
		await sleep(milliseconds);
	} finally {
		connection.off('close', release);
		release();
	}
}
