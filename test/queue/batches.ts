/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Json } from '../n8n/execution';
import { CREDENTIAL_TYPE, type CredentialReference } from '../n8n/imports';
import { Workflows } from '../n8n/workflows';
import { post } from './post';
import type { QueuedN8n } from './queuedN8n';

const POLL_MS = 250;

/** What works on the rows of an execution. */
export type Worker = Pick<INode, 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

/** One execution: the rows that it was given, and what came out. */
export interface Batch {
	rows: IDataObject[];
	/** None where n8n ended the execution as failed. */
	items: Json[];
	/** Whether n8n ended it as failed. */
	hasFailed: boolean;
}

/** Our node, doing this for each row. */
export const auth0Node = (parameters: INodeParameters): Worker => ({
	type: 'n8n-nodes-auth0.auth0',
	typeVersion: 1,
	parameters: { resource: 'user', ...parameters },
});

/** What a person without our node would take, with as many retries as n8n lets a node have. */
export const httpRequestNode = (domain: string): Worker => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.3,
	retryOnFail: true,
	maxTries: 5,
	waitBetweenTries: 5000,
	parameters: {
		url: `=https://${domain}/api/v2/users/{{ encodeURIComponent($json.id) }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		options: {},
	},
});

const linkTo = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

function nodesOf(path: string, worker: Worker, credential: CredentialReference): INode[] {
	const node = (name: string, x: number): Pick<INode, 'id' | 'name' | 'position'> => ({
		id: crypto.randomUUID(),
		name,
		position: [x, 0],
	});
	return [
		{
			...node('Webhook', 0),
			webhookId: crypto.randomUUID(),
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
		},
		{
			...node('Rows', 200),
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		{
			...node('Work', 400),
			onError: 'continueRegularOutput',
			credentials: { [CREDENTIAL_TYPE]: { ...credential } },
			...worker,
		},
	];
}

/**
 * Publishes a workflow that does something with rows, and runs it over the webhook process: each batch
 * of rows is an execution, and its answer is what the last node put out.
 */
export class BatchWorkflow {
	private constructor(
		private readonly n8n: QueuedN8n,
		private readonly workflows: Workflows,
		private readonly id: string,
		private readonly path: string,
	) {}

	/** @throws when n8n refuses it */
	static async publish(
		n8n: QueuedN8n,
		worker: Worker,
		credential: CredentialReference,
	): Promise<BatchWorkflow> {
		const path = crypto.randomUUID();
		const { id } = await n8n.session.request<{ id: string }>('POST', '/workflows', {
			name: `Batches ${path}`,
			nodes: nodesOf(path, worker, credential),
			connections: { Webhook: linkTo('Rows'), Rows: linkTo('Work') },
			settings: { executionOrder: 'v1' },
		});
		const workflows = new Workflows(n8n.session, credential);
		await workflows.publish(id);
		while (await workflows.isUnderWay(id)) await wait(POLL_MS);
		return new BatchWorkflow(n8n, workflows, id, path);
	}

	/** Asks for all executions at once; n8n runs as many at a time as its workers take. */
	async run(batches: IDataObject[][]): Promise<Batch[]> {
		return await Promise.all(batches.map(async (rows) => await this.execute(rows)));
	}

	/** How n8n says that its executions ended; those of the last hundred. */
	async statuses(): Promise<string[]> {
		const executions = await this.workflows.executions(this.id);
		return executions.map(({ status }) => status);
	}

	private async execute(rows: IDataObject[]): Promise<Batch> {
		const { status, text } = await post(`${this.n8n.webhook.url}/webhook/${this.path}`, { rows });
		const hasFailed = status !== 200;
		return { rows, items: hasFailed ? [] : JSON.parse(text), hasFailed };
	}
}

/** Rows in so many batches of the same size. */
export function inBatches(rows: IDataObject[], count: number): IDataObject[][] {
	const size = Math.ceil(rows.length / count);
	return Array.from({ length: count }, (_, index) => rows.slice(index * size, (index + 1) * size));
}
