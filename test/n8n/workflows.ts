/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { CREDENTIAL_TYPE, type CredentialReference } from './imports';
import type { Session } from './session';

const POLL_MS = 500;
const MAX_ATTEMPTS = 60;

/** A workflow as n8n answers with it. */
interface Saved {
	id: string;
	versionId: string;
	active: boolean;
}

/** An execution in the list of n8n. */
export interface Execution {
	id: string;
	status: string;
	mode: string;
	workflowId: string;
}

/** A workflow of one trigger, which does nothing but to start. */
export interface TriggerWorkflow {
	name: string;
	parameters: INodeParameters;
	/** By default one of its own. */
	nodeId?: string;
	/** What its address is made of; by default the ID of the node. */
	webhookId?: string;
}

/** Publishes workflows in an n8n, as its editor does. */
export class Workflows {
	constructor(
		private readonly session: Session,
		private readonly credential: CredentialReference,
	) {}

	/** @returns the id of the new workflow, which is not published */
	async create(workflow: TriggerWorkflow): Promise<string> {
		const { id } = await this.session.request<Saved>('POST', '/workflows', this.bodyOf(workflow));
		return id;
	}

	/** Saves a change, which becomes live when the workflow is published. */
	async change(id: string, workflow: TriggerWorkflow): Promise<void> {
		await this.session.request('PATCH', `/workflows/${id}`, this.bodyOf(workflow));
	}

	/** @throws with n8n’s message when it says at once that the workflow cannot be published */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.session.request<Saved>('GET', `/workflows/${id}`);
		await this.session.request('POST', `/workflows/${id}/activate`, { versionId });
	}

	async unpublish(id: string): Promise<void> {
		await this.session.request('POST', `/workflows/${id}/deactivate`, {});
	}

	/** What n8n says of the publication of a workflow. */
	async publication(id: string): Promise<IDataObject> {
		return await this.session.request('GET', `/workflows/${id}/publication-status`);
	}

	/** Unpublishes the workflow, and deletes it once n8n has done so. */
	async remove(id: string): Promise<void> {
		await this.session.request('POST', `/workflows/${id}/archive`, {});
		const remove = async () => await this.session.request('DELETE', `/workflows/${id}`);
		const isRemoved = async () =>
			await remove().then(
				() => true,
				() => false,
			);
		for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
			if (await isRemoved()) return;
			await wait(POLL_MS);
		}
		await remove();
	}

	/** Starts “Listen for test event”. */
	async listen(id: string): Promise<IDataObject> {
		const workflowData = await this.session.request<{ nodes: INode[] }>('GET', `/workflows/${id}`);
		const name = workflowData.nodes[0]?.name ?? '';
		return await this.session.request('POST', `/workflows/${id}/run?partialExecutionVersion=2`, {
			workflowData,
			triggerToStartFrom: { name },
			startNodes: [],
			destinationNode: { nodeName: name, mode: 'inclusive' },
		});
	}

	/** The executions of a workflow, the newest first. */
	async executions(id: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await this.session.request<{ results: Execution[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	private bodyOf({
		name,
		parameters,
		nodeId = crypto.randomUUID(),
		webhookId = nodeId,
	}: TriggerWorkflow): object {
		const node: INode = {
			id: nodeId,
			webhookId,
			name: 'Auth0 Trigger',
			type: 'n8n-nodes-auth0.auth0Trigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters,
			credentials: { [CREDENTIAL_TYPE]: { ...this.credential } },
		};
		return { name, nodes: [node], connections: {}, settings: {} };
	}
}
