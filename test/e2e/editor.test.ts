import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { exampleWith, type CredentialReference } from '../../dev/imports';
import type { N8nServer } from '../../dev/n8n';
import { Session } from '../../dev/session';
import type { Tenant } from '../tenant';
import { Editor } from './editor';
import { connectionTo, n8n, setup, startTrustedTenant } from './environment';
import { takeLastScreenshot, takeScreenshot } from './screenshots';

const BROWSER_FLAGS = ['--no-sandbox', '--disable-background-networking'];
const SIZE = { width: 1280, height: 800 };
const ACTION_MS = 30_000;
const NAME = 'Auth0 Vault Connection account';

const SAMPLE = {
	domain: 'acme.us.auth0.com',
	clientId: '8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i',
	clientSecret: 'not the secret of anything',
};

describe('the editor', () => {
	let tenant: Tenant;
	let server: N8nServer;
	let session: Session;
	let browser: Browser;
	let page: Page;
	let editor: Editor;

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		server = await n8n.start();
		session = await Session.open(server.url, n8n.options.userFolder);
		selectors.setTestIdAttribute('data-test-id');
		browser = await chromium.launch({ executablePath: setup.chromium, args: BROWSER_FLAGS });
		const context = await browser.newContext({ viewport: SIZE });
		const [name = '', value = ''] = session.cookie.split('=');
		await context.addCookies([{ name, value, url: server.url }]);
		page = await context.newPage();
		page.setDefaultTimeout(ACTION_MS);
		editor = new Editor(page, server.url);
	});

	afterAll(async () => {
		await browser.close();
		await server.stop();
		await tenant.stop();
	});

	afterEach(async () => {
		await takeLastScreenshot(page);
	});

	it('takes the four fields of a credential, and tests them', async () => {
		await editor.openNewCredential('Auth0 Vault Connection API');
		await editor.type(SAMPLE);
		await takeScreenshot(page, 'credential');
		await editor.type(connectionTo(tenant));
		await editor.saveCredential();
		await editor.credentialSuccess.waitFor();
	});

	it('runs a workflow that was pasted, and shows the user', async () => {
		const credentials = await session.request<CredentialReference[]>('GET', '/credentials');
		const credential = credentials.find(({ name }) => name === NAME);
		expect(credential).toBeDefined();
		const { id = '', name = '' } = credential ?? {};

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
});
