import {
	ExecuteContext,
	HookContext,
	LoadOptionsContext,
	PollContext,
	TriggerContext,
	WebhookContext,
} from 'n8n-core';
import type { IExecuteData, INodeParameters, INodeProperties } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

// With its extension: beside it is Auth0.node.json, which some resolvers find first.
import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { Item } from '../../nodes/Auth0/actions/item';
import { Parameters } from '../../nodes/Auth0/fields/parameters';
import { additionalData } from './additionalData';
import { storeCredential, workflowOf } from './engine';

/**
 * The parameters of a node, as they are read in every kind of context that n8n gives a node.
 *
 * @param current what the panel shows while something is chosen from a list
 */
export function inEachContext(
	parameters: INodeParameters,
	fields: INodeProperties[],
	current = parameters,
) {
	const { description } = new Auth0();
	const nodeType = { description: { ...description, properties: fields } };
	const { node, workflow } = workflowOf(parameters, undefined, nodeType);
	const additional = additionalData(storeCredential({}), [node]);
	const inputs = [{ json: { index: 0 } }, { json: { index: 1 } }];
	const data = { main: [inputs] };
	const executeData: IExecuteData = { node, data, source: null };
	const execution = createRunExecutionData({ resultData: { runData: {} } });
	const executing = new ExecuteContext(
		workflow,
		node,
		additional,
		'manual',
		execution,
		0,
		inputs,
		data,
		executeData,
		[],
	);
	const editing = new LoadOptionsContext(workflow, node, additional, '');
	const shown = { ...additional, currentNodeParameters: current };
	const choosing = new LoadOptionsContext(workflow, node, shown, '');
	const webhookData = {
		node: node.name,
		workflowId: 'workflow',
		path: '',
		httpMethod: 'POST' as const,
		webhookDescription: { name: 'default' as const, path: '', httpMethod: 'POST' as const },
		workflowExecuteAdditionalData: additional,
	};
	const webhook = { ...additional, httpRequest: undefined };
	const answering = new WebhookContext(workflow, node, webhook, 'webhook', webhookData, [], null);
	const activating = new HookContext(workflow, node, additional, 'trigger', 'activate');
	const polling = new PollContext(workflow, node, additional, 'trigger', 'activate');
	const triggering = new TriggerContext(workflow, node, additional, 'trigger', 'activate');
	const contexts = { editing, choosing, answering, activating, polling, triggering };
	return [
		{ context: 'an item', parameters: new Item(executing, 1, fields) },
		...Object.entries(contexts).map(([context, functions]) => ({
			context,
			parameters: Parameters.ofNode(functions, fields),
		})),
	];
}
