import type { IDataObject, INodeParameters } from 'n8n-workflow';

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

/** What went wrong, as a model reads it. */
interface ReadError {
	message: string;
	description: string;
}

/**
 * Executes the node as a tool.
 *
 * @param given what the model fills in
 * @returns besides, what n8n hands to the model: as a text, and as outputs, without an error among them
 */
export async function callTool(
	credential: CredentialStore,
	parameters: INodeParameters,
	given: object = {},
) {
	const outcome = await execute(credential, parameters, [{ ...given }], { nodeType: AUTH0_TOOL });
	if (outcome.error) throw outcome.error;
	const read = outcome.items.map(({ json }) => json);
	const text = JSON.stringify(read);
	const failed = read.find(({ error }) => error !== undefined);
	const outputs = read.filter((output) => output !== failed);
	return { ...outcome, outputs, text, error: failed && readError(failed) };
}

const readError = ({ error, details }: IDataObject): ReadError => ({
	message: String(error),
	description: String(Object(details).description),
});
