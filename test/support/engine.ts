import { LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	OnError,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { Auth0VaultConnectionApi } from '../../credentials/Auth0VaultConnectionApi.credentials';
// With its extension: beside it is Auth0.node.json, which some resolvers find first.
import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { additionalData } from './additionalData';
import { CredentialStore } from './credentialStore';
import { tryWithoutTimeLimit } from './regularExpressions';

tryWithoutTimeLimit();

/** What a person would see of an execution of the node. */
export interface Outcome {
	/** The items of the main output. */
	items: INodeExecutionData[];
	/** The items of the error output, which the node has with `onError: 'continueErrorOutput'`. */
	errorItems: INodeExecutionData[];
	/** What n8n shows above the output. */
	hints: string[];
	/** The error that stopped the execution. */
	error?: ExecutionError;
}

/** What else can be set of an execution. */
export interface NodeSettings {
	onError?: OnError;
	signal?: AbortSignal;
	/** The files of the first item. */
	binary?: IBinaryKeyData;
	/** Another node in the place of ours, to compare it with. */
	nodeType?: INodeType;
}

/** For a run that goes on past failures. */
export const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };

/** The node that the input items came from. */
const START = 'Start';

/** It has no fields: to read those of all nodes of a workflow is what takes n8n longest. */
const START_NODE: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Gives the input items',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
};

const CREDENTIAL = { id: '1', name: 'Auth0 Vault Connection' };

/** One for all executions, as in n8n: its description is large. */
const AUTH0 = new Auth0();

/** A credential that lives over several executions, as n8n stores it. */
export const storeCredential = (fields: ICredentialDataDecryptedObject) =>
	new CredentialStore(new Auth0VaultConnectionApi(), { audience: '', accessToken: '', ...fields });

/** An operation of another resource than User is written as `role:addToUser`. */
function withResource(parameters: INodeParameters): INodeParameters {
	const [, resource, operation] = /^(\w+):(\w+)$/.exec(String(parameters.operation)) ?? [];
	return resource === undefined
		? { resource: 'user', ...parameters }
		: { ...parameters, resource, operation };
}

/**
 * Executes the Auth0 node in n8n's own engine.
 *
 * @param parameters as a saved workflow holds them; expressions are resolved for each item
 * @param json the input items
 */
export async function execute(
	credential: CredentialStore,
	parameters: INodeParameters,
	json: IDataObject[] = [{}],
	{ onError, signal, binary, nodeType }: NodeSettings = {},
): Promise<Outcome> {
	const { node, workflow } = workflowOf(withResource(parameters), onError, nodeType);
	const inputs = json.map((item, index) => ({
		json: item,
		...(binary && index === 0 && { binary }),
	}));
	const data = { main: [inputs] };
	const before = { startTime: 0, executionIndex: 0, executionTime: 0, source: [], data };
	const runData = createRunExecutionData({
		resultData: { runData: { [START]: [before] } },
		executionData: {
			nodeExecutionStack: [{ node, data, source: { main: [{ previousNode: START }] } }],
		},
	});
	const running = new WorkflowExecute(
		additionalData(credential, [node]),
		'manual',
		runData,
	).processRunExecutionData(workflow);
	signal?.addEventListener('abort', () => running.cancel());
	return outcomeOf(await running);
}

/**
 * What the methods that fill a drop-down are called with, as the editor calls them.
 *
 * @param shown what the panel shows
 */
export function editor(
	credential: CredentialStore,
	shown: INodeParameters = {},
): ILoadOptionsFunctions {
	const { node, workflow } = workflowOf({});
	const additional = { ...additionalData(credential, [node]), currentNodeParameters: shown };
	return new LoadOptionsContext(workflow, node, additional, '');
}

/** A workflow of the node with these parameters, behind the node that the input items come from. */
export function workflowOf(
	parameters: INodeParameters,
	onError?: OnError,
	nodeType: INodeType = AUTH0,
) {
	const node: INode = {
		id: 'auth0',
		name: 'Auth0',
		type: `n8n-nodes-auth0.${nodeType.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { auth0VaultConnectionApi: CREDENTIAL },
		...(onError && { onError }),
	};
	const start = { ...node, id: 'start', name: START, type: START_NODE.description.name };
	const typeOf = (name: string) => (name === node.type ? nodeType : START_NODE);
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [start, node],
		connections: { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: {
			getByName: typeOf,
			getByNameAndVersion: typeOf,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	return { node, workflow };
}

function outcomeOf(run: IRun): Outcome {
	const task = run.data.resultData.runData.Auth0?.[0];
	const [items, errorItems] = task?.data?.main ?? [];
	const error = task?.error;
	return {
		items: items ?? [],
		errorItems: errorItems ?? [],
		hints: (task?.hints ?? []).map(({ message }) => message),
		...(error && { error }),
	};
}
