/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test, not part of the package */
import { chromium, selectors, type Page } from 'playwright-core';
import { N8n } from '../n8n/n8n';
import { Session } from '../n8n/session';
import type { Tenant } from '../tenant';
import { Editor } from './editor';
import { setup, startTrustedTenant } from './environment';

const BROWSER_FLAGS = ['--no-sandbox', '--disable-background-networking'];
const SIZE = { width: 1280, height: 800 };
const ACTION_MS = 30_000;

/** n8n's theme follows the browser: COLOR_SCHEME=dark shows the dark one. */
const colorScheme = () => (process.env['COLOR_SCHEME'] === 'dark' ? 'dark' : 'light');

/** n8n's editor in a real browser, signed in, beside a tenant that it trusts. */
export interface Desk {
	tenant: Tenant;
	session: Session;
	page: Page;
	editor: Editor;
	/** Where n8n is. */
	url: string;
	close(): Promise<void>;
}

/**
 * Starts a tenant, n8n and a browser, and signs in.
 *
 * @param settings of n8n besides, by the names of their environment variables
 */
export async function openDesk(settings?: Record<string, string>): Promise<Desk> {
	const tenant = await startTrustedTenant();
	const n8n = new N8n(setup.installation, { ...setup.options, ...(settings && { settings }) });
	const server = await n8n.start();
	const session = await Session.open(server.url, n8n.options.userFolder);
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath: setup.chromium, args: BROWSER_FLAGS });
	const context = await browser.newContext({ viewport: SIZE, colorScheme: colorScheme() });
	const [name = '', value = ''] = session.cookie.split('=');
	await context.addCookies([{ name, value, url: server.url }]);
	const page = await context.newPage();
	page.setDefaultTimeout(ACTION_MS);
	return {
		tenant,
		session,
		page,
		editor: new Editor(page, server.url),
		url: server.url,
		async close() {
			await browser.close();
			await server.stop();
			await tenant.stop();
		},
	};
}
