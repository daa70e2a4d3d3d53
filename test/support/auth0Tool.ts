import type { INodeParameters } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import type { CredentialStore } from './credentialStore';
import { execute } from './engine';

/** The node as n8n makes a tool of it. */
class Auth0Tool extends Auth0 {
	constructor() {
		super();
		this.description = { ...this.description, name: 'auth0Tool' };
	}
}

/** One for all executions: its description is large. */
export const AUTH0_TOOL = new Auth0Tool();

/**
 * Executes the node as a tool.
 *
 * @param given what the model fills in
 * @returns besides, what n8n hands to the model
 */
export async function callTool(
	credential: CredentialStore,
	parameters: INodeParameters,
	given: object = {},
) {
	const outcome = await execute(credential, parameters, [{ ...given }], { nodeType: AUTH0_TOOL });
	const outputs = outcome.items.map(({ json }) => json);
	return { ...outcome, outputs, text: JSON.stringify(outputs) };
}
