/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { findPorts } from '../n8n/ports';
import { ReachableN8n } from '../n8n/reachable';
import type { Tenant } from '../tenant';
import { setup, startTrustedTenant } from './environment';

const SETTLED_MS = 60_000;
const POLL_MS = 200;

export const EVENTS = { listenTo: 'events', eventTypes: ['user.created'] };

/**
 * An n8n for the workflows of one file that begin with the trigger, and a tenant that delivers to it.
 * After each test, its workflows are gone, and the tenant is empty.
 */
export function useTriggers() {
	let tenant: Tenant | undefined;
	let n8n: ReachableN8n | undefined;
	const created: string[] = [];

	const triggers = {
		get tenant(): Tenant {
			if (tenant) return tenant;
			throw new Error('The tenant does not run.');
		},
		get n8n(): ReachableN8n {
			if (n8n) return n8n;
			throw new Error('n8n does not run.');
		},
		streams: () => triggers.tenant.eventStreams.all(),
		executionsOf: async (id: string) => await triggers.n8n.workflows.executions(id),

		/** Waits until it is so: n8n publishes, and stores executions, in its own time. */
		async until(
			what: string,
			isSo: () => boolean | Promise<boolean>,
			patienceMs = SETTLED_MS,
		): Promise<void> {
			for (let waited = 0; waited < patienceMs; waited += POLL_MS) {
				if (await isSo()) return;
				await wait(POLL_MS);
			}
			throw new Error(`This has not come true: ${what}.`);
		},

		/** A workflow that is removed after the test. */
		async create(
			name: string,
			parameters: INodeParameters = EVENTS,
			reportsTo?: string,
			nodeId?: string,
		): Promise<string> {
			const workflow = { name, parameters, reportsTo, nodeId };
			const id = await triggers.n8n.workflows.create(workflow);
			created.push(id);
			return id;
		},

		/** A workflow that has its stream. */
		async published(name: string): Promise<string> {
			const id = await triggers.create(name);
			await triggers.n8n.workflows.publish(id);
			await triggers.until('the stream is there', () => triggers.streams().length === 1);
			return id;
		},

		async unpublished(id: string): Promise<void> {
			await triggers.n8n.workflows.unpublish(id);
			await triggers.until('the stream is gone', () => triggers.streams().length === 0);
		},
	};

	beforeAll(async () => {
		tenant = await startTrustedTenant();
		const userFolder = join(setup.options.userFolder, 'trigger');
		rmSync(userFolder, { recursive: true, force: true });
		const options = { ...setup.options, userFolder, ports: await findPorts() };
		n8n = await ReachableN8n.prepare(setup.installation, options, tenant);
		await n8n.start();
	});

	beforeEach(() => triggers.n8n.connect());

	afterEach(async () => {
		const { workflows } = triggers.n8n;
		for (const id of created.splice(0)) await workflows.remove(id).catch(() => undefined);
		triggers.tenant.reset();
		triggers.tenant.revokeTokens();
	});

	afterAll(async () => {
		await n8n?.kill();
		await tenant?.stop();
	});

	return triggers;
}
