import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes, updateDisplayOptions, WEBHOOK_RESOLVERS } from 'n8n-workflow';

import { receive } from './deliveries/receive';
import { asActivationError, asNodeError } from './nodeError';
import { hints, subtitle, triggerPanel } from './panel';
import { passOn } from './passOn';
import { startPull } from './pulls/startPull';
import { sources } from './sources';
import { readSettingsAtEnd, withStream } from './streams/hooks';

// Without a method there is no webhook, for which “Listen for test event” would wait.
const pulled = sources.filter((source) => 'readerOf' in source).map(({ option }) => option.value);
const isPulled = `${JSON.stringify(pulled)}.includes($parameter["listenTo"])`;
const template = `={{ ${isPulled} ? "" : "POST" }}`;
const resolve = ({ listenTo }: INodeParameters) =>
	pulled.includes(String(listenTo)) ? '' : 'POST';

/** n8n 2 resolves the method without an expression, for each delivery; n8n 1 has no such key. */
const METHOD = {
	httpMethod: template,
	...(WEBHOOK_RESOLVERS && { [WEBHOOK_RESOLVERS]: { httpMethod: { template, resolve } } }),
};

/** The node Auth0 Trigger: what its panel shows, and how n8n starts and stops it. */
export class Auth0Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Auth0 Trigger',
		name: 'auth0Trigger',
		icon: { light: 'file:../Auth0/icons/auth0.svg', dark: 'file:../Auth0/icons/auth0.dark.svg' },
		group: ['trigger'],
		// For every delivery to a node of version 1, n8n evaluates an expression, in a sandbox of its own.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle,
		description: 'Starts the workflow when something happens in an Auth0 tenant',
		eventTriggerDescription: 'Waiting for an event. Make one happen in Auth0.',
		activationMessage:
			'Your workflow now runs each time one of the chosen events happens in Auth0.',
		triggerPanel,
		hints,
		defaults: { name: 'Auth0 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auth0VaultConnectionApi', required: true }],
		webhooks: [
			{
				name: 'default',
				...METHOD,
				path: 'webhook',
				responseMode: 'onReceived',
				// Only n8n's editor resolves this one.
				ndvHideUrl: `={{ ${isPulled} }}`,
			},
		],
		properties: [
			{
				displayName: 'Listen To',
				name: 'listenTo',
				type: 'options',
				noDataExpression: true,
				options: sources.map(({ option }) => option),
				default: 'events',
			},
			...sources.flatMap(({ option, fields }) =>
				updateDisplayOptions({ show: { listenTo: [option.value] } }, fields),
			),
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return (await withStream(this, async (stream) => await stream.isInPlace())) ?? true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await withStream(this, async (stream) => await stream.establish());
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await withStream(this, async (stream) => await stream.remove(), readSettingsAtEnd);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await asNodeError(this, async () => await receive.call(this));
	}

	/**
	 * Begins to ask Auth0, where Auth0 does not deliver. With it, n8n also activates the node again at each
	 * of its starts, and when another of its processes takes the lead: a stream that was deleted or disabled
	 * in the meantime is made again.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await asActivationError(this, async () => await startPull.call(this));
	}

	/** What starts a workflow comes through here, and in the editor what there is to try it with. */
	async execute(this: IExecuteFunctions) {
		return await asNodeError(this, async () => await passOn.call(this));
	}
}
