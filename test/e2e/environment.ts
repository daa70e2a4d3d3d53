/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test, not part of the package */
import { N8n } from '../n8n/n8n';
import { startTenant, type Tenant } from '../tenant';
import type { Setup } from './setup';

const STEP_MS = 120_000;

function readSetup(): Setup {
	const text = process.env['E2E_SETUP'];
	if (text) return JSON.parse(text);
	throw new Error(
		'Run these tests with "npm run test:e2e": it installs n8n and our package first.',
	);
}

jest.setTimeout(STEP_MS);

/** What `npm run test:e2e` made ready. */
export const setup = readSetup();

/** Whether the tests run in an n8n before 2, which many still have. */
export const isN8n1 = setup.installation.version.startsWith('1.');

/** The n8n of the tests. */
export const n8n = new N8n(setup.installation, setup.options);

/** Starts a tenant whose certificate this n8n trusts. */
export async function startTrustedTenant(): Promise<Tenant> {
	const { ca, caKey } = setup.authority;
	return await startTenant({ ca, caKey });
}
