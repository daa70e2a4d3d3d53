import getPort from 'get-port';
import type { Ports } from './n8n';

/**
 * Finds free ports for an n8n: its usual ones, or others when those are taken.
 *
 * @param preferred the port of the editor that is wanted
 */
export async function findPorts(preferred?: number): Promise<Ports> {
	const editor = await getPort({ port: preferred });
	const broker = await getPort({ exclude: [editor] });
	return { editor, broker };
}
