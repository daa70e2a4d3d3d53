/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';
import type { Connection } from '../support/connection';
import { ROOT } from './folders';
import type { N8n } from './n8n';
import { once } from './once';
import { withProgress } from './progress';

const EXAMPLES = join(ROOT, 'examples');
/** The name of our credential in n8n. */
export const CREDENTIAL_TYPE = 'auth0VaultConnectionApi';

/** A credential as n8n refers to it. */
export interface CredentialReference {
	id: string;
	name: string;
}

type Workflow = Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections' | 'settings'>;

/** The files of the example workflows, in the order in which they are to be read. */
export const EXAMPLE_FILES = readdirSync(EXAMPLES)
	.filter((name) => name.endsWith('.json'))
	.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));

/** The id that an example has after its import. */
export const exampleId = (file: string) => basename(file, '.json');

/** A credential as `import:credentials` reads it. */
export function credentialFor(reference: Partial<CredentialReference>, data: Connection): object {
	return { ...reference, type: CREDENTIAL_TYPE, data };
}

/** An example with an id, and with this credential chosen in each of its Auth0 nodes. */
export function exampleWith(file: string, credential: CredentialReference): Workflow {
	const workflow: Workflow = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8'));
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-auth0.')
			? { ...node, credentials: { [CREDENTIAL_TYPE]: credential } }
			: node,
	);
	return { ...workflow, id: exampleId(file), nodes };
}

/**
 * Imports credentials or workflows with n8n's command line.
 * @throws when n8n refuses them
 */
export async function importInto(
	n8n: N8n,
	kind: 'credentials' | 'workflow',
	content: object[],
): Promise<void> {
	const file = join(n8n.options.userFolder, `import-${kind}.json`);
	// It holds a secret, and n8n keeps its own, encrypted copy.
	writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
	try {
		await n8n.command(`import:${kind}`, `--input=${file}`);
	} finally {
		rmSync(file);
	}
}

/**
 * Puts the tenant's credential and examples into n8n. What was imported before is left as it is
 * now in n8n, unless the tenant or the examples changed.
 *
 * @throws when n8n refuses them
 */
export async function importExamples(
	n8n: N8n,
	connection: Connection,
	files: string[],
): Promise<void> {
	const importOnce = async (kind: 'credentials' | 'workflow', content: object[]) => {
		const key = createHash('sha256').update(JSON.stringify(content)).digest('hex');
		const stamp = join(n8n.options.userFolder, `imported-${kind}`);
		await once(stamp, key, () =>
			withProgress(`Importing the ${kind} into n8n`, () => importInto(n8n, kind, content)),
		);
	};
	const reference = { id: 'auth0', name: 'Auth0' };
	await importOnce('credentials', [credentialFor(reference, connection)]);
	const workflows = files.map((file) => exampleWith(file, reference));
	await importOnce('workflow', workflows);
}
