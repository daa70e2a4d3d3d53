import { run } from '../n8n/command';
import type { N8nServer } from '../n8n/n8n';
import { Session } from '../n8n/session';
import { isN8n1, n8n, setup } from './environment';

interface Described {
	name: string;
	displayName: string;
}

interface CredentialType extends Described {
	properties: Array<Described & { type: string }>;
}

/** What an n8n before 2 adds to every credential; it does not know that one can do without. */
const OF_N8N_1 = ['Allowed HTTP Request Domains', 'Allowed Domains'];

describe('the published package', () => {
	it('holds what a user of it needs, and nothing else', async () => {
		const listing = await run('tar', ['-tzf', setup.tarball]);
		const files = listing
			.trim()
			.split('\n')
			.map((path) => path.replace(/^package\//, ''));
		const others = files.filter((path) => !path.startsWith('dist/'));

		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
		expect(files).toContain('dist/nodes/Auth0/Auth0.node.js');
		expect(files).toContain('dist/nodes/Auth0/Auth0.node.json');
		expect(files).toContain('dist/nodes/Auth0/icons/auth0.svg');
		expect(files).toContain('dist/nodes/Auth0/__schema__/v1.0.0/user/get.json');
		expect(files).toContain('dist/credentials/Auth0VaultConnectionApi.credentials.js');
		expect(files.filter((path) => /\.test\.|^dist\/test\/|\.ts$|\.map$/.test(path))).toEqual([]);
	});

	describe('in a new n8n', () => {
		let server: N8nServer;
		let session: Session;

		beforeAll(async () => {
			server = await n8n.start();
			session = await Session.open(server.url, n8n.options.userFolder);
		});

		afterAll(async () => {
			await server.stop();
		});

		const own = (types: Described[]) =>
			types.filter(({ name }) => name.startsWith('n8n-nodes-auth0.'));

		it('adds the node, also as a tool of AI agents, and the trigger', async () => {
			const types = await session.file<Described[]>('/types/nodes.json');
			const names = own(types).map(({ name, displayName }) => [name, displayName]);
			expect(names.sort()).toEqual([
				['n8n-nodes-auth0.auth0', 'Auth0'],
				['n8n-nodes-auth0.auth0Tool', 'Auth0 Tool'],
				['n8n-nodes-auth0.auth0Trigger', 'Auth0 Trigger'],
			]);
		});

		it('shows the output of an operation before it has run', async () => {
			const schema = await session.file<{ properties: object }>(
				'/schemas/n8n-nodes-auth0.auth0/1.0.0/user/get.json',
			);
			expect(Object.keys(schema.properties).slice(0, 3)).toEqual(['user_id', 'email', 'name']);
		});

		it('adds the credential, with four fields and the permissions that they need', async () => {
			const types = await session.file<CredentialType[]>('/types/credentials.json');
			const credential = types.find(({ name }) => name === 'auth0VaultConnectionApi');
			const visible =
				credential?.properties.filter(
					({ type, displayName }) =>
						type !== 'hidden' && !(isN8n1 && OF_N8N_1.includes(displayName)),
				) ?? [];

			expect(credential?.displayName).toBe('Auth0 Vault Connection API');
			expect(
				visible.filter(({ type }) => type !== 'notice').map((field) => field.displayName),
			).toEqual(['Tenant Domain', 'Client ID', 'Client Secret', 'Audience']);
			expect(visible.filter(({ type }) => type === 'notice')).toHaveLength(1);
		});
	});
});
