import { CREDENTIAL_TYPE, exampleWith, type CredentialReference } from '../n8n/imports';
import { connectionTo } from '../support/connection';
import { locator } from '../support/locators';
import { openDesk, type Desk } from './browser';
import { START } from './editor';
import { takeLastScreenshot, takeScreenshot } from './screenshots';

const NAME = 'Auth0 Vault Connection account';

const SAMPLE = {
	domain: 'acme.us.auth0.com',
	clientId: '8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i',
	clientSecret: 'not the secret of anything',
};

describe('the editor', () => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk();
	});

	afterAll(async () => {
		await desk.close();
	});

	afterEach(async () => {
		await takeLastScreenshot(desk.page);
	});

	it('takes the four fields of a credential, and tests them', async () => {
		const { editor, page, tenant } = desk;
		await editor.openNewCredential('Auth0 Vault Connection API');
		await editor.type(SAMPLE);
		await takeScreenshot(page, 'credential');
		await editor.type(connectionTo(tenant));
		await editor.saveCredential();
		await editor.credentialSuccess.waitFor();
	});

	it('runs a workflow that was pasted, and shows the user', async () => {
		const { editor, page, session, tenant } = desk;
		const credentials = await session.request<CredentialReference[]>('GET', '/credentials');
		const saved = credentials.filter(({ name }) => name === NAME);
		expect(saved).toHaveLength(1);
		const [{ id, name } = { id: '', name: '' }] = saved;

		await editor.pasteWorkflow(exampleWith('1-create-read-update.json', { id, name }));
		await editor.execute();
		await editor.showAll();
		await takeScreenshot(page, 'workflow');
		const output = await editor.openOutput('Update user');
		await output.getByText('Ada King').first().waitFor();
		await takeScreenshot(page, 'output');

		const [user] = tenant.users.all();
		expect(user).toMatchObject({ name: 'Ada King', user_metadata: { plan: 'pro' } });
		expect(await output.innerText()).toContain(user?.user_id);
	});

	it('says what to do without a list that the application may not read', async () => {
		const { editor, session, tenant } = desk;
		const { id, name } = await session.request<CredentialReference>('POST', '/credentials', {
			name: 'Only users',
			type: CREDENTIAL_TYPE,
			data: connectionTo(tenant, 'readOnly'),
		});
		const node = {
			id: 'add',
			name: 'Add roles',
			type: 'n8n-nodes-auth0.auth0',
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				resource: 'role',
				operation: 'addToUser',
				roles: { role: [{ role: locator('list', '') }] },
			},
			credentials: { [CREDENTIAL_TYPE]: { id, name } },
		};
		await editor.pasteWorkflow({ nodes: [START, node], connections: {} });
		await editor.openNode(node.name);
		const error = await editor.openList('role');
		await error
			.getByText('The application lacks the permission read:roles. Choose By ID instead.')
			.waitFor();
		await error.getByText(/^In Auth0 Dashboard .* select read:roles and save/).waitFor();
	});
});
