import { importExamples } from '../test/n8n/imports';
import { installN8n, userFolderOf } from '../test/n8n/installation';
import { N8n } from '../test/n8n/n8n';
import { installNodePackage, packNodePackage } from '../test/n8n/nodePackage';
import { findPorts } from '../test/n8n/ports';
import { openAuth0, type Auth0 } from './auth0';

/**
 * Makes an n8n with our nodes, a tenant, and the examples in it: whatever of that is missing.
 *
 * @param name of its user folder
 * @param examples the files of the examples to import
 * @throws when a part of it cannot be installed or started
 */
export async function prepare(
	name: string,
	examples: string[],
	preferredPort?: number,
): Promise<{ n8n: N8n; auth0: Auth0 }> {
	const installation = await installN8n();
	const userFolder = userFolderOf(installation, name);
	const nodePackage = await packNodePackage();
	await installNodePackage(userFolder, nodePackage);
	const auth0 = await openAuth0(userFolder);
	const ports = await findPorts(preferredPort);
	const n8n = new N8n(installation, { userFolder, ports, caFile: auth0.caFile });
	await importExamples(n8n, auth0.connection, examples);
	return { n8n, auth0 };
}
