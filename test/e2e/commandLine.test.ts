import { execute } from '../../dev/execution';
import {
	credentialFor,
	EXAMPLE_FILES,
	exampleId,
	exampleWith,
	importInto,
} from '../../dev/imports';
import type { Tenant } from '../tenant';
import { connectionTo, n8n, startTrustedTenant } from './environment';

const reference = { id: 'auth0', name: 'Auth0' };
const CREATE_READ_UPDATE = '1-create-read-update.json';
const IMPORT_USERS = '2-import-users.json';
const BLOCK_LEAVERS = '3-block-leavers.json';

/** The example without its way out for items that fail. */
function stoppingImport() {
	const example = exampleWith(IMPORT_USERS, reference);
	const nodes = example.nodes.map((node) => ({ ...node, onError: 'stopWorkflow' }));
	return { ...example, id: 'stopping-import', nodes };
}

/** A workflow of n8n's own HTTP Request node with our credential. */
function httpRequest(id: string, url: string) {
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const request = {
		id: 'request',
		name: 'Request',
		type: 'n8n-nodes-base.httpRequest',
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'auth0VaultConnectionApi',
			options: {},
		},
		credentials: { auth0VaultConnectionApi: reference },
		typeVersion: 4.3,
	};
	const place = { position: [0, 0], parameters: {}, typeVersion: 1 };
	return {
		id,
		name: id,
		nodes: [
			{ ...place, ...start },
			{ ...place, ...request },
		],
		connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
	};
}

describe('n8n on the command line', () => {
	let tenant: Tenant;

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		await importInto(n8n, 'credentials', [credentialFor(reference, connectionTo(tenant))]);
		const examples = EXAMPLE_FILES.map((file) => exampleWith(file, reference));
		const { domain } = tenant;
		await importInto(n8n, 'workflow', [
			...examples,
			stoppingImport(),
			httpRequest('own-request', `https://${domain}/api/v2/users?q=blocked:true`),
			httpRequest('foreign-request', `https://127.0.0.1:${domain.split(':')[1]}/api/v2/users`),
		]);
	});

	afterAll(async () => {
		await tenant.stop();
	});

	it('creates, reads and updates a user, with one token for two executions', async () => {
		const results = [
			await execute(n8n, exampleId(CREATE_READ_UPDATE)),
			await execute(n8n, exampleId(CREATE_READ_UPDATE)),
		];

		const users = tenant.users.all();
		expect(users).toHaveLength(2);
		for (const [index, result] of results.entries()) {
			const created = { user_id: users[index]?.user_id, email: users[index]?.email };
			const before = { ...created, name: 'Ada Lovelace', user_metadata: { plan: 'trial' } };
			const after = {
				...created,
				name: 'Ada King',
				user_metadata: { plan: 'pro' },
			};
			expect(result.items('Create user')).toEqual([expect.objectContaining(before)]);
			expect(result.items('Get user')).toEqual([expect.objectContaining(before)]);
			expect(result.items('Update user')).toEqual([expect.objectContaining(after)]);
			expect(users[index]).toMatchObject(after);
		}
		expect(tenant.requests.filter(({ path }) => path === '/oauth/token')).toHaveLength(1);
	});

	it('creates what it can of a list, and puts the rest out with the reason', async () => {
		const result = await execute(n8n, exampleId(IMPORT_USERS));

		expect(result.items('Created').map(({ email }) => email)).toEqual([
			'n8n-demo-grace@example.com',
			'n8n-demo-alan@example.com',
		]);
		expect(result.items('Not created')).toEqual([
			{ email: 'not an email address', reason: expect.stringContaining('not an email address') },
		]);
		expect(tenant.users.all()).toContainEqual(
			expect.objectContaining({
				email: 'n8n-demo-alan@example.com',
				family_name: 'Turing',
				app_metadata: { department: 'Research' },
			}),
		);
	});

	it('stops at the first item that fails, and says which one and why', async () => {
		await expect(execute(n8n, 'stopping-import')).rejects.toThrow(
			'User “n8n-demo-grace@example.com” exists already.',
		);
	});

	it('finds a user by email address and blocks it', async () => {
		const result = await execute(n8n, exampleId(BLOCK_LEAVERS));

		expect(result.items('Not blocked')).toEqual([
			{
				email: 'nobody-here@example.com',
				reason: 'No user has the email address “nobody-here@example.com”.',
			},
		]);
		expect(tenant.users.all().filter(({ blocked }) => blocked)).toEqual([
			expect.objectContaining({
				email: 'n8n-demo-grace@example.com',
				app_metadata: { department: 'Compilers', last_day: '2025-06-30' },
			}),
		]);
	});
	it("sends a request of n8n's own HTTP Request node with the token, to the tenant only", async () => {
		const result = await execute(n8n, 'own-request');
		expect(result.items('Request')).toEqual([
			expect.objectContaining({ email: 'n8n-demo-grace@example.com', blocked: true }),
		]);

		const apiRequests = () => tenant.requests.filter(({ path }) => path.startsWith('/api/'));
		const before = apiRequests().length;
		await expect(execute(n8n, 'foreign-request')).rejects.toThrow(
			`This credential is for https://${tenant.domain} only`,
		);
		expect(apiRequests()).toHaveLength(before);
	});
});
