import { execute } from '../n8n/execution';
import { credentialFor, importInto } from '../n8n/imports';
import { PASSWORD } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { connection } from '../support/locators';
import { isToken } from '../support/requests';
import type { Tenant } from '../tenant';
import { n8n, startTrustedTenant } from './environment';

const CREDENTIAL = { id: 'of-each-item', name: 'Auth0 of each item' };
const STEPS = ['Start', 'Rows', 'One item per row', 'Create or update user'];

/** A workflow whose rows name the tenant of each user. */
function workflowOf(rows: object[]): object {
	const nodes = [
		{ type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{
			type: 'n8n-nodes-auth0.auth0',
			typeVersion: 1,
			parameters: {
				operation: 'upsert',
				connection,
				email: '={{ $json.email }}',
				password: PASSWORD,
			},
			credentials: { auth0VaultConnectionApi: CREDENTIAL },
		},
	].map((node, index) => ({ ...node, id: `step-${index}`, name: STEPS[index], position: [0, 0] }));
	const connections = Object.fromEntries(
		STEPS.slice(1).map((node, index) => [
			STEPS[index],
			{ main: [[{ node, type: 'main', index: 0 }]] },
		]),
	);
	return { id: CREDENTIAL.id, name: CREDENTIAL.name, nodes, connections };
}

describe('a credential whose fields are expressions', () => {
	let tenants: Tenant[];

	beforeAll(async () => {
		tenants = [await startTrustedTenant(), await startTrustedTenant()];
		const rows = [0, 1, 2, 3].map((index) => ({
			email: `user${index}@example.com`,
			...connectionTo(tenants[index % tenants.length]!),
		}));
		await importInto(n8n, 'credentials', [
			credentialFor(CREDENTIAL, {
				domain: '={{ $json.domain }}',
				clientId: '={{ $json.clientId }}',
				clientSecret: '={{ $json.clientSecret }}',
				audience: '',
			}),
		]);
		await importInto(n8n, 'workflow', [workflowOf(rows)]);
	});

	afterAll(async () => {
		await Promise.all(tenants.map(async (tenant) => await tenant.stop()));
	});

	it('leads each item to its own tenant, in each execution, with one token for each', async () => {
		for (const outcome of ['created', 'unchanged']) {
			const result = await execute(n8n, CREDENTIAL.id);
			const users = result.items('Create or update user');
			expect(users.map((user) => [user['email'], user['outcome']])).toEqual(
				[0, 1, 2, 3].map((index) => [`user${index}@example.com`, outcome]),
			);
		}
		const emails = tenants.map(({ users }) => users.all().map(({ email }) => email));
		expect(emails).toEqual([
			['user0@example.com', 'user2@example.com'],
			['user1@example.com', 'user3@example.com'],
		]);
		for (const { requests } of tenants) {
			expect(requests.filter(isToken)).toHaveLength(2);
		}
	});
});
