import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';

/** The node as n8n makes a tool of it. */
class Auth0Tool extends Auth0 {
	constructor() {
		super();
		this.description = { ...this.description, name: 'auth0Tool' };
	}
}

/** One for all executions: its description is large. */
export const AUTH0_TOOL = new Auth0Tool();
