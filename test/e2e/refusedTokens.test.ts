import { execute } from '../n8n/execution';
import { credentialFor, importInto } from '../n8n/imports';
import { connectionTo } from '../support/connection';
import { byId } from '../support/locators';
import type { Tenant } from '../tenant';
import { n8n, startTrustedTenant } from './environment';

const place = { position: [0, 0], typeVersion: 1 };
const START = { ...place, name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
const GET = {
	...place,
	type: 'n8n-nodes-auth0.auth0',
	onError: 'continueRegularOutput',
	parameters: {
		resource: 'user',
		operation: 'get',
		userId: byId('auth0|a'),
	},
};

/** A workflow with a node for each of these credentials, which goes on without a token. */
const workflowOf = (names: string[]) => ({
	id: 'refused-tokens',
	name: 'Refused tokens',
	nodes: [
		START,
		...names.map((name) => ({
			...GET,
			name,
			credentials: { auth0VaultConnectionApi: { id: name, name } },
		})),
	],
	connections: { Start: { main: [names.map((node) => ({ node, type: 'main', index: 0 }))] } },
});

describe('a workflow that gets no token', () => {
	let tenant: Tenant;

	beforeAll(async () => {
		tenant = await startTrustedTenant();
	});

	afterAll(async () => {
		await tenant.stop();
	});

	it('says why, after one request for each', async () => {
		const connections = {
			'wrong-secret': { ...connectionTo(tenant), clientSecret: 'wrong' },
			'no-grant': connectionTo(tenant, 'ungranted'),
			'no-such-api': { ...connectionTo(tenant), audience: 'https://elsewhere.example.com/' },
		};
		const names = Object.keys(connections);
		await importInto(
			n8n,
			'credentials',
			Object.entries(connections).map(([id, data]) => credentialFor({ id, name: id }, data)),
		);
		await importInto(n8n, 'workflow', [workflowOf(names)]);

		const result = await execute(n8n, 'refused-tokens');

		expect(names.map((name) => result.items(name).map(({ error }) => error))).toEqual([
			[expect.stringMatching(/Client Secret/)],
			[expect.stringMatching(/not authorized/)],
			[expect.stringMatching(/no API “https:\/\/elsewhere.example.com\/”/)],
		]);
		expect(tenant.requests.map(({ path }) => path)).toEqual(names.map(() => '/oauth/token'));
	});
});
