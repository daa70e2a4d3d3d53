import { WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

// With their extension: beside them are files of JSON, which some resolvers find first.
import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { Auth0Trigger } from '../../nodes/Auth0Trigger/Auth0Trigger.node.ts';
import { ExecutionResult } from '../n8n/execution';
import { exampleWith } from '../n8n/imports';
import { additionalData } from './additionalData';
import type { CredentialStore } from './credentialStore';

const describe = (
	type: string,
	properties: INodeProperties[],
	outputs = 1,
): INodeTypeDescription => ({
	name: type,
	displayName: type,
	group: [],
	version: 1,
	description: '',
	defaults: {},
	inputs: [NodeConnectionTypes.Main],
	outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
	properties,
});

/** n8n's If, whose conditions n8n's engine itself works out. */
const IF: INodeType = {
	description: describe(
		'if',
		[
			{
				displayName: 'Conditions',
				name: 'conditions',
				type: 'filter',
				default: {},
				typeOptions: { filter: { caseSensitive: true, typeValidation: 'strict', version: 2 } },
			},
		],
		2,
	),
	async execute(this: IExecuteFunctions) {
		const outputs: INodeExecutionData[][] = [[], []];
		this.getInputData().forEach(({ json }, index) => {
			const passes = this.getNodeParameter('conditions', index, false, { extractValue: true });
			outputs[passes === true ? 0 : 1]?.push({ json, pairedItem: { item: index } });
		});
		return await Promise.resolve(outputs);
	},
};

/** n8n's form, which hands on what a person filled in. */
const FORM: INodeType = {
	description: describe('formTrigger', []),
	async execute(this: IExecuteFunctions) {
		return await Promise.resolve([this.getInputData()]);
	},
};

/**
 * A node of another service in whose place nothing is called: it returns what it would have been told, with
 * all expressions worked out.
 *
 * @param nodes those of its type
 */
function recorder(type: string, nodes: INode[]): INodeType {
	const names = [...new Set(nodes.flatMap(({ parameters }) => Object.keys(parameters)))];
	const fields = names.map((name): INodeProperties => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
	}));
	return {
		description: describe(type, fields),
		async execute(this: IExecuteFunctions) {
			const told = this.getInputData().map((_item, index) => ({
				json: Object.fromEntries(
					names.map((name) => [name, this.getNodeParameter(name, index, '')]),
				) as IDataObject,
				pairedItem: { item: index },
			}));
			return await Promise.resolve([told]);
		},
	};
}

const OURS: Record<string, INodeType> = {
	'n8n-nodes-auth0.auth0': new Auth0(),
	'n8n-nodes-auth0.auth0Trigger': new Auth0Trigger(),
	'n8n-nodes-base.formTrigger': FORM,
	'n8n-nodes-base.if': IF,
};

/** What else can be set of the run of an example. */
interface RunSettings {
	/** How it is started: a trigger that asks Auth0 itself has its items only from `trigger`. */
	mode?: WorkflowExecuteMode;
	/** Parameters that a person has to set first, as the note says, by the name of the node. */
	set?: Record<string, INodeParameters>;
}

/**
 * Executes an example in n8n's own engine. Our nodes ask the tenant; those of other services return what
 * they would have been told.
 *
 * @param start the node that starts it
 * @param items what that node was started with
 * @returns the output of each node
 */
export async function runExample(
	file: string,
	credential: CredentialStore,
	start: string,
	items: INodeExecutionData[] = [{ json: {} }],
	{ mode = 'manual', set = {} }: RunSettings = {},
): Promise<ExecutionResult> {
	const { connections, settings, ...example } = exampleWith(file, { id: '1', name: 'Auth0' });
	const nodes = example.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...set[node.name] },
	}));
	const typeOf = (type: string) =>
		OURS[type] ??
		recorder(
			type,
			nodes.filter((node) => node.type === type),
		);
	const workflow = new Workflow({
		id: 'workflow',
		nodes,
		connections,
		settings,
		active: false,
		nodeTypes: { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) },
	});
	const node = workflow.getNode(start);
	if (!node) throw new Error(`${file} has no node ${start}.`);
	const runData = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
	});
	const engine = new WorkflowExecute(additionalData(credential, nodes), mode, runData);
	const { data } = await engine.processRunExecutionData(workflow);
	const { error } = data.resultData;
	if (error) throw error;
	return new ExecutionResult({ data });
}
