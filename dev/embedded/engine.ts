import '../engineSettings';
import { PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import { NodeHelpers, Workflow, type INodeType, type INodeTypes } from 'n8n-workflow';
import { ExecutionResult } from '../../test/n8n/execution';
import { ROOT } from '../../test/n8n/folders';
import { CREDENTIAL_TYPE, exampleWith } from '../../test/n8n/imports';
import { additionalData } from '../../test/support/additionalData';
import type { Connection } from '../../test/support/connection';
import { CredentialStore } from '../../test/support/credentialStore';
import { BASE_NODES } from './baseNodes';

/** This package, loaded from dist/ as n8n loads an installed one: by `n8n` in package.json. */
async function loadPackage(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	return loader;
}

function nodeTypesOf(loader: PackageDirectoryLoader): INodeTypes {
	const prefix = `${loader.packageName}.`;
	const find = (type: string): INodeType => {
		const base = BASE_NODES[type];
		if (base) return base;
		if (!type.startsWith(prefix)) {
			throw new Error(`The embedded engine does not have the node ${type}.`);
		}
		return NodeHelpers.getVersionedNodeType(loader.getNode(type.slice(prefix.length)).type);
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => loader.known.nodes };
}

/**
 * Executes an example in n8n's own engine, in this process, with the node as it is in dist/.
 *
 * @param file of the example
 * @throws with the message of the node that failed
 */
export async function executeExample(
	file: string,
	connection: Connection,
): Promise<ExecutionResult> {
	const loader = await loadPackage();
	const { id, name, nodes, connections, settings } = exampleWith(file, {
		id: 'auth0',
		name: 'Auth0',
	});
	const workflow = new Workflow({
		id,
		name,
		nodes,
		connections,
		settings,
		active: false,
		nodeTypes: nodeTypesOf(loader),
	});
	const credential = new CredentialStore(loader.getCredential(CREDENTIAL_TYPE).type, {
		...connection,
		accessToken: '',
	});
	const engine = new WorkflowExecute(additionalData(credential, nodes), 'manual');
	const { data } = await engine.run({ workflow });
	const { error } = data.resultData;
	if (error) throw new Error([error.message, error.description].filter(Boolean).join('\n'));
	return new ExecutionResult({ data });
}
