/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { setTimeout as wait } from 'node:timers/promises';

import { sources } from '../../nodes/Auth0Trigger/sources';
import type { CredentialReference } from '../n8n/imports';
import { connectionTo } from '../support/connection';
import { openDesk, type Desk } from './browser';
import { takeScreenshot } from './screenshots';

const PUBLIC = 'https://n8n.example.com';
const POLL_MS = 1_000;
const PATIENCE_MS = 90_000;

/** A workflow with a trigger for each way to listen. */
const workflowWith = (credential: CredentialReference) => ({
	nodes: sources.map(({ option: { value, name }, fields }, index) => ({
		id: value,
		webhookId: value,
		name,
		type: 'n8n-nodes-auth0.auth0Trigger',
		typeVersion: 1.1,
		position: [320 * (index % 3), 240 * Math.floor(index / 3)],
		parameters: {
			listenTo: value,
			...(fields.some((field) => field.name === 'eventTypes') && { eventTypes: ['user.created'] }),
		},
		credentials: { auth0VaultConnectionApi: credential },
	})),
	connections: {},
});

describe('every way to listen, in the editor', () => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk({ N8N_WEBHOOK_URL: PUBLIC, WEBHOOK_URL: PUBLIC });
		const { editor, session, tenant, url } = desk;
		tenant.webhooks.deliverTo = (address) => address.replace(PUBLIC, url);
		const name = 'Auth0 Vault Connection';
		const { id } = await session.request<CredentialReference>('POST', '/credentials', {
			name,
			type: 'auth0VaultConnectionApi',
			data: connectionTo(tenant),
		});
		await editor.pasteWorkflow(workflowWith({ id, name }));
	});

	afterAll(async () => {
		await desk.close();
	});

	/** Something that every way to listen tells of. */
	function happen(): void {
		const { tenant } = desk;
		tenant.publish({ type: 'user.created' });
		tenant.publishLogs([{ type: 'limit_wc', user_name: 'jane@example.com' }]);
	}

	it.each(sources)('$option.name says how to get an event, and gets it', async (source) => {
		const { editor, page } = desk;
		const { name, value } = source.option;
		await editor.showAll();
		await editor.openNode(name);
		await editor.output.getByText(source.tryIt).waitFor();
		await editor.output
			.getByText(/^Sample/)
			.first()
			.waitFor();
		if (value === 'events') await takeScreenshot(page, 'trigger/sample');
		const done = page.getByText('Node executed successfully');
		let isDone = false;
		// The browser watches for it all the time: n8n shows it for some seconds only.
		const shown = done.waitFor({ timeout: PATIENCE_MS }).finally(() => (isDone = true));
		// It only hears of what happens from the moment on at which it listens.
		const happening = async () => {
			await page.getByTestId('trigger-execute-button').click();
			for (; !isDone; await wait(POLL_MS)) happen();
		};
		await Promise.all([shown, happening()]);
		await done.waitFor({ state: 'hidden' });
		// Without what n8n points out about a new output.
		await editor.closeNode();
		await editor.openNode(name);
		await editor.output.getByTestId('ndv-data-container').getByText('jane@example.com').waitFor();
		await takeScreenshot(page, `trigger/${value}`);
		await editor.closeNode();
	});
});
