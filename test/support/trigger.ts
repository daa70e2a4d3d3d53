import { ExecuteContext, HookContext, TriggerContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

// With its extension: beside it is Auth0Trigger.node.json, which some resolvers find first.
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { additionalData } from './additionalData';
import type { CredentialStore } from './credentialStore';
import { StartedTrigger } from './startedTrigger';

const TRIGGER = new Auth0Trigger();

/** The public address of n8n; nothing answers there. */
export const WEBHOOK_BASE = 'https://n8n.example.com/webhook';

/** What tells a trigger from others, and where it stands. */
interface TriggerSettings {
	workflowId?: string;
	workflowName?: string;
	nodeId?: string;
	/** Where Auth0 reaches n8n. */
	webhookBase?: string;
	/** Whether the editor listens for a test event. */
	isTest?: boolean;
	/** Whether it is that of n8n 1, which stores no failed execution of a trigger. */
	isN8n1?: boolean;
}

/** What a delivery was answered with, and the items that it started the workflow with. */
interface Answer {
	status: number;
	body: unknown;
	items: INodeExecutionData[];
}

/** A trigger in n8n’s own contexts, as n8n calls it when a workflow is published. */
export class TestedTrigger {
	/** What n8n keeps for the node. */
	staticData: IDataObject = {};

	/** By which n8n tells executions from those that it has. */
	readonly keys = new Set<string>();

	constructor(
		private readonly credential: CredentialStore,
		readonly parameters: INodeParameters,
		private readonly settings: TriggerSettings = {},
	) {}

	/** As n8n publishes: `create`, unless `checkExists` says that it is not needed. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const { checkExists, create } = TRIGGER.webhookMethods.default;
		const mode = this.settings.isTest ? 'manual' : 'trigger';
		await this.inHook(mode, activation, async (context) => {
			if (!(await checkExists.call(context))) await create.call(context);
		});
	}

	/** As n8n unpublishes, and as it ends a test. */
	async unpublish(): Promise<void> {
		await this.inHook('internal', 'update', async (context) => {
			await TRIGGER.webhookMethods.default.delete.call(context);
		});
	}

	/** Hands a request to the trigger as n8n does, its body read as n8n reads it. */
	async deliver(body: string | object, headers: Record<string, string> = {}): Promise<Answer> {
		const { node, workflow, additional } = this.workflow();
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const answer: Answer = { status: 200, body: undefined, items: [] };
		const request = {
			headers: { 'content-type': 'application/json', ...headers },
			method: 'POST',
			body: {},
			readRawBody: async () => {
				await Promise.resolve();
				Object.assign(request, { rawBody: Buffer.from(text) });
			},
		};
		const response = {
			status: (status: number) => {
				answer.status = status;
				return response;
			},
			json: (json: unknown) => {
				answer.body = json;
				return response;
			},
		};
		Object.assign(additional, { httpRequest: request, httpResponse: response });
		const mode = this.settings.isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(
			workflow,
			node,
			additional,
			mode,
			webhookData(node, additional, this.settings),
			[],
			null,
		);
		const result = await TRIGGER.webhook.call(context);
		if (result.webhookResponse !== undefined) answer.body = result.webhookResponse;
		answer.items = result.workflowData?.flat() ?? [];
		return answer;
	}

	/** As n8n activates what has a `trigger`. It never returns from an activation that fails. */
	async start(activation: WorkflowActivateMode = 'activate'): Promise<StartedTrigger> {
		const { node, workflow, additional } = this.workflow();
		const keep = () => this.keep(workflow, node);
		const started = new StartedTrigger(this.keys, keep);
		const context = new TriggerContext(
			workflow,
			node,
			additional,
			'trigger',
			activation,
			started.emit,
			started.emitError,
			started.saveFailedExecution,
		);
		if (this.settings.isN8n1) Reflect.deleteProperty(context, 'saveFailedExecution');
		const { closeFunction } = await TRIGGER.trigger.call(context);
		keep();
		if (closeFunction) started.close = closeFunction;
		return started;
	}

	/** What the workflow gets of the items that it was started with. */
	async run(
		items: INodeExecutionData[],
		mode: WorkflowExecuteMode = 'trigger',
		signal?: AbortSignal,
	): Promise<INodeExecutionData[]> {
		const { node, workflow, additional } = this.workflow();
		const data = { main: [items] };
		const context = new ExecuteContext(
			workflow,
			node,
			additional,
			mode,
			createRunExecutionData(),
			0,
			items,
			data,
			{ node, data, source: null },
			[],
			signal,
		);
		return (await TRIGGER.execute.call(context)).flat();
	}

	/** What n8n makes of an expression in the description of the node. */
	async resolve(expression: string): Promise<unknown> {
		const { node, workflow } = this.workflow();
		await workflow.expression.acquireIsolate?.();
		return workflow.expression.getSimpleParameterValue(node, expression, 'internal', {});
	}

	private async inHook(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		work: (context: HookContext) => Promise<void>,
	): Promise<void> {
		const { node, workflow, additional } = this.workflow();
		const webhook = webhookData(node, additional, this.settings);
		try {
			await work(new HookContext(workflow, node, additional, mode, activation, webhook));
		} finally {
			this.keep(workflow, node);
		}
	}

	/** The workflow as n8n makes it anew for each call, of what its database holds. */
	private workflow() {
		const {
			workflowId = 'workflow',
			workflowName = 'Welcome',
			nodeId = 'trigger',
			webhookBase = WEBHOOK_BASE,
		} = this.settings;
		const node: INode = {
			id: nodeId,
			webhookId: nodeId,
			name: 'Auth0 Trigger',
			type: 'n8n-nodes-auth0.auth0Trigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { auth0VaultConnectionApi: { id: '1', name: 'Auth0 Vault Connection' } },
		};
		const workflow = new Workflow({
			id: workflowId,
			name: workflowName,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => TRIGGER,
				getByNameAndVersion: () => TRIGGER,
				getKnownTypes: () => ({}),
			},
			staticData: structuredClone({ [`node:${node.name}`]: this.staticData }),
		});
		const additional = {
			...additionalData(this.credential, [node]),
			webhookBaseUrl: webhookBase,
			webhookTestBaseUrl: webhookBase.replace(/webhook$/, 'webhook-test'),
		};
		return { node, workflow, additional };
	}

	private keep(workflow: Workflow, node: INode) {
		this.staticData = { ...workflow.getStaticData('node', node) };
	}
}

function webhookData(
	node: INode,
	workflowExecuteAdditionalData: IWorkflowExecuteAdditionalData,
	{ isTest }: TriggerSettings,
): IWebhookData {
	const [webhookDescription] = TRIGGER.description.webhooks ?? [];
	if (!webhookDescription) throw new Error('The trigger has no webhook.');
	return {
		httpMethod: 'POST',
		node: node.name,
		path: 'webhook',
		webhookDescription,
		workflowId: 'workflow',
		workflowExecuteAdditionalData,
		isTest,
	};
}
