/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '../../test/n8n/execution';
import { CREDENTIAL_TYPE, credentialFor, importInto } from '../../test/n8n/imports';
import { installN8n, userFolderOf } from '../../test/n8n/installation';
import { N8n } from '../../test/n8n/n8n';
import { installNodePackage, packNodePackage } from '../../test/n8n/nodePackage';
import { findPorts } from '../../test/n8n/ports';
import { byId } from '../../test/support/locators';
import type { Measurement } from './inEngine';
import type { RemoteTenant } from './remoteTenant';
import type { Stage } from './tenantProcess';

const CREDENTIAL = { id: 'auth0', name: 'Auth0' };

/** Makes an n8n that has our package and trusts the tenant. */
export async function prepareN8n({ report }: RemoteTenant): Promise<N8n> {
	const installation = await installN8n();
	const userFolder = userFolderOf(installation, 'bench');
	rmSync(userFolder, { recursive: true, force: true });
	mkdirSync(userFolder, { recursive: true });
	await installNodePackage(userFolder, await packNodePackage());
	const caFile = join(userFolder, 'ca.pem');
	writeFileSync(caFile, report.ca);
	return new N8n(installation, { userFolder, caFile, ports: await findPorts() });
}

/** A workflow that gets each of the users with one node. */
function workflow(id: string, ids: string[], node: object) {
	const at = (x: number) => ({ position: [x, 0] });
	const link = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const rows = JSON.stringify({ rows: ids.map((user) => ({ id: user })) });
	return {
		id,
		name: id,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				parameters: {},
				...at(0),
			},
			{
				name: 'Rows',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: rows, options: {} },
				...at(200),
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'rows', options: {} },
				...at(400),
			},
			{
				name: 'Get',
				credentials: { [CREDENTIAL_TYPE]: CREDENTIAL },
				onError: 'continueRegularOutput',
				...at(600),
				...node,
			},
		],
		connections: { Start: link('Rows'), Rows: link('Items'), Items: link('Get') },
	};
}

const ourNode = {
	type: 'n8n-nodes-auth0.auth0',
	typeVersion: 1,
	parameters: {
		resource: 'user',
		operation: 'get',
		userId: byId('={{ $json.id }}'),
	},
};

const httpRequest = (domain: string) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.3,
	retryOnFail: true,
	maxTries: 5,
	waitBetweenTries: 5000,
	parameters: {
		url: `=https://${domain}/api/v2/users/{{ encodeURIComponent($json.id) }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: {},
	},
});

/**
 * Gets every user of a stage once in the real n8n, with our node and with n8n's HTTP Request node.
 *
 * @param only the name of the one that is measured; by default, both are
 */
export async function* measureInN8n(
	tenant: RemoteTenant,
	stage: Stage,
	only?: 'Auth0 node' | 'HTTP Request node',
): AsyncGenerator<Omit<Measurement, 'cpuMs'>> {
	const n8n = await prepareN8n(tenant);
	const { connection } = tenant.report;
	const nodes = { 'Auth0 node': ourNode, 'HTTP Request node': httpRequest(connection.domain) };
	for (const [name, node] of Object.entries(nodes)) {
		if (only !== undefined && name !== only) continue;
		await importInto(n8n, 'credentials', [credentialFor(CREDENTIAL, connection)]);
		const ids = await tenant.set(stage);
		const id = name.replaceAll(' ', '-').toLowerCase();
		await importInto(n8n, 'workflow', [workflow(id, ids, node)]);
		const result = await execute(n8n, id);
		const found = new Set(result.items('Get').map(({ user_id: user }) => user));
		const lost = ids.filter((user) => !found.has(user)).length;
		yield { name: `${name}, in the real n8n`, ...(await tenant.traffic()), lost };
	}
}
