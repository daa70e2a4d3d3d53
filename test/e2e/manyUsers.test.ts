import { execute } from '../n8n/execution';
import { credentialFor, CREDENTIAL_TYPE, exampleId, exampleWith, importInto } from '../n8n/imports';
import { account } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { byId } from '../support/locators';
import { isApi } from '../support/requests';
import type { Tenant } from '../tenant';
import { n8n, startTrustedTenant } from './environment';

const reference = { id: 'auth0', name: 'Auth0' };
const REPORT = '16-users-with-roles.json';
const IMPORT = '18-import-from-a-file.json';
const EXPORT = '19-export-to-csv.json';
const USERS = 120;

/** A workflow of a node, and what reads the text of the file that it puts out. */
const withFileRead = (file: string, node: string) => {
	const example = exampleWith(file, reference);
	const read = {
		id: 'read',
		name: 'Read',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: { operation: 'text', options: {} },
	};
	const connections = {
		...example.connections,
		[node]: { main: [[{ node: 'Read', type: 'main' as const, index: 0 }]] },
	};
	return { ...example, nodes: [...example.nodes, read], connections };
};

/** Gets each of these users, found with others by a search. */
const lookUp = (ids: string[]) => {
	const place = { position: [0, 0], typeVersion: 1, parameters: {} };
	const link = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		id: 'look-up',
		name: 'Look up',
		nodes: [
			{ ...place, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				...place,
				id: '2',
				name: 'Rows',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows: ids }), options: {} },
			},
			{
				...place,
				id: '3',
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'rows', options: {} },
			},
			{
				...place,
				id: '4',
				name: 'Get',
				type: 'n8n-nodes-auth0.auth0',
				parameters: {
					resource: 'user',
					operation: 'get',
					userId: byId('={{ $json.rows }}'),
					options: { lookUp: 'inBatches' },
				},
				credentials: { [CREDENTIAL_TYPE]: reference },
				onError: 'continueRegularOutput',
			},
		],
		connections: { Start: link('Rows'), Rows: link('Items'), Items: link('Get') },
	};
};

describe('many users in n8n', () => {
	let tenant: Tenant;
	let ids: string[];

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		const seeds = Array.from({ length: USERS }, (_, index) => account(`many${index}`));
		ids = tenant.seedUsers(seeds).map(({ user_id: id }) => id);
		await importInto(n8n, 'credentials', [credentialFor(reference, connectionTo(tenant))]);
		await importInto(n8n, 'workflow', [
			lookUp([...ids, 'auth0|nobody']),
			exampleWith(IMPORT, reference),
			withFileRead(EXPORT, 'Export users'),
			withFileRead(REPORT, 'CSV file'),
		]);
	});

	afterAll(async () => {
		await tenant.stop();
	});

	/** The lines of the file that a workflow made. */
	const linesOf = async (file: string) => {
		const result = await execute(n8n, exampleId(file));
		return String(result.items('Read')[0]?.data).trimEnd().split(/\r?\n/);
	};

	it('are looked up in batches, and whoever is missing by itself', async () => {
		tenant.requests.splice(0);
		const result = await execute(n8n, 'look-up');
		const items = result.items('Get');
		expect(items.slice(0, USERS).map(({ user_id: id }) => id)).toEqual(ids);
		expect(items[USERS]).toMatchObject({ error: expect.stringContaining('auth0|nobody') });
		// Two searches for all of them, and for the missing one itself and the user that it can be linked to.
		expect(tenant.requests.filter(isApi)).toHaveLength(4);
	});

	it('are exported to a CSV file', async () => {
		const [header, ...lines] = await linesOf(EXPORT);
		expect(header).toBe('Email,Name,Connection,Last login,Blocked,User ID');
		expect(lines).toHaveLength(USERS);
		expect(lines.join()).toContain('many7@example.com');
	});

	it('get their roles and organizations in a report', async () => {
		const [role] = tenant.catalogue.roles;
		if (role) tenant.userData.roles.add(ids[0] ?? '', role);
		const [header, ...lines] = await linesOf(REPORT);
		expect(header).toContain('roles');
		expect(lines).toHaveLength(USERS);
		expect(lines.filter((line) => line.includes(role?.name ?? 'no role'))).toHaveLength(1);
	});

	it('are imported from a CSV file', async () => {
		const result = await execute(n8n, exampleId(IMPORT));
		expect(result.items('Import users')).toMatchObject([
			{ outcome: 'failed', row: 3 },
			{ outcome: 'summary', rows: 3, inserted: 2, failed: 1 },
		]);
		expect(tenant.users.all()).toHaveLength(USERS + 2);
	});
});
