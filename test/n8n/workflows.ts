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
	nodes: INode[];
	/** What was published last; n8n 1 publishes what was saved. */
	activeVersion?: { nodes: INode[] } | null;
}

/** An execution in the list of n8n. */
export interface Execution {
	id: string;
	status: string;
	mode: string;
	workflowId: string;
}

/** A trigger of a workflow. */
export interface TriggerNode {
	parameters: INodeParameters;
	/** By default one of its own. */
	nodeId?: string;
	/** What its address is made of; by default the ID of the node. */
	webhookId?: string;
	/** Where the node after it sends a request for each item; without it, there is no such node. */
	reportsTo?: string;
}

/** A workflow of one trigger, or of several. */
export interface TriggerWorkflow extends TriggerNode {
	name: string;
	/** Further triggers, such as copies of the first. */
	others?: TriggerNode[];
}

const TRIGGER_TYPE = 'n8n-nodes-auth0.auth0Trigger';

/** Publishes workflows in an n8n, as its editor does. */
export class Workflows {
	constructor(
		private readonly session: Session,
		private readonly credential: CredentialReference,
	) {}

	/** @returns the id of the new workflow, which is not published */
	async create(workflow: TriggerWorkflow): Promise<string> {
		return await this.createWith(this.bodyOf(workflow));
	}

	/**
	 * @param reportsTo as for a trigger
	 * @returns the id of a new workflow of another node, which is not published
	 */
	async createOf(node: INode, reportsTo: string): Promise<string> {
		const report = reportNode('Report', reportsTo);
		const connections = { [node.name]: linkTo(report) };
		const nodes = [node, report];
		return await this.createWith({ name: node.name, nodes, connections, settings: {} });
	}

	/** @returns the id of a new workflow, which is not published */
	private async createWith(workflow: object): Promise<string> {
		// n8n 1 wants to be told.
		const body = { ...workflow, active: false };
		const { id } = await this.session.request<Saved>('POST', '/workflows', body);
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

	/**
	 * Whether n8n is publishing or unpublishing the workflow. n8n 1, which has nothing to say of it, is
	 * done when it answers.
	 */
	async isUnderWay(id: string): Promise<boolean> {
		const { status } = await this.publication(id).catch((): IDataObject => ({}));
		return status === 'in_progress';
	}

	/** The triggers that are live, or about to be; none of a workflow that is not published. */
	async published(id: string): Promise<INode[]> {
		const saved = await this.session.request<Saved>('GET', `/workflows/${id}`);
		const nodes = saved.activeVersion?.nodes ?? saved.nodes;
		return saved.active ? nodes.filter(({ type }) => type === TRIGGER_TYPE) : [];
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

	/** The executions of a workflow, the newest first; the last hundred of them. */
	async executions(id: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await this.session.request<{ results: Execution[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	private bodyOf({ name, others = [], ...first }: TriggerWorkflow): object {
		const triggers = [first, ...others].map((trigger, index) =>
			this.nodesOf(trigger, index === 0 ? '' : ` ${index}`),
		);
		const links = triggers.flatMap(([trigger, next]) =>
			trigger && next ? [[trigger.name, linkTo(next)]] : [],
		);
		const connections = Object.fromEntries(links);
		return { name, nodes: triggers.flat(), connections, settings: {} };
	}

	/** A trigger, and the node that reports what comes out of it. */
	private nodesOf(
		{ parameters, nodeId = crypto.randomUUID(), webhookId = nodeId, reportsTo }: TriggerNode,
		number: string,
	): INode[] {
		const trigger: INode = {
			id: nodeId,
			webhookId,
			name: `Auth0 Trigger${number}`,
			type: TRIGGER_TYPE,
			typeVersion: 1.1,
			position: [0, 0],
			parameters,
			credentials: { [CREDENTIAL_TYPE]: { ...this.credential } },
		};
		if (reportsTo === undefined) return [trigger];
		return [trigger, reportNode(`Report${number}`, reportsTo)];
	}
}

const reportNode = (name: string, url: string): INode => ({
	id: crypto.randomUUID(),
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [200, 0],
	parameters: { url, options: {} },
});

const linkTo = ({ name }: INode) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
