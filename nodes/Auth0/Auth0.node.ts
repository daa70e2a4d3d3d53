import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { parametersOf } from './actions/operation';
import { resources, router } from './actions/router';
import { toolMark } from './fields/tool';
import { listSearch } from './methods/listSearch';

/** The node Auth0: what its panel shows, and how its operations run. */
export class Auth0 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Auth0',
		name: 'auth0',
		icon: { light: 'file:icons/auth0.svg', dark: 'file:icons/auth0.dark.svg' },
		group: ['transform'],
		version: 1,
		// In the words of the panel: role: add to user.
		subtitle:
			'={{ ($parameter["resource"] + ": " + $parameter["operation"]).replace(/getAll$/, "getMany").replace(/upsert$/, "createOrUpdate").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		description: 'Create, update, invite, block and find Auth0 users',
		defaults: { name: 'Auth0' },
		usableAsTool: true,
		// Who has such a link can set the password of the user.
		sensitiveOutputFields: ['ticket'],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auth0VaultConnectionApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: Object.values(resources).map((resource) => resource.option),
				default: 'user',
			},
			...Object.values(resources).flatMap(parametersOf),
			toolMark,
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions) {
		return await router.call(this);
	}
}
