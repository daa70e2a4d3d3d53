import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

/** The name of the credential, as n8n saves it. */
export const CREDENTIAL = 'auth0VaultConnectionApi';

/** A node of somebody else, which sends one request with the credential. */
export const nodeThatSends = (send: (node: IExecuteFunctions) => Promise<unknown>): INodeType => ({
	description: {
		displayName: 'Other',
		name: 'other',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [],
	},
	async execute() {
		await send(this);
		return [[{ json: {} }]];
	},
});
