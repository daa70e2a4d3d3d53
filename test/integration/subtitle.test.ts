import { Auth0 } from '../../nodes/Auth0/Auth0.node';
import { workflowOf } from '../support/engine';

const { subtitle } = new Auth0().description;

it.each([
	['user', 'create', 'user: create'],
	['user', 'getAll', 'user: get many'],
	['user', 'upsert', 'user: create or update'],
	['eventStream', 'getAll', 'event stream: get many'],
	['role', 'getUserRoles', 'role: get user roles'],
	['emailAndLink', 'sendPasswordReset', 'email and link: send password reset'],
])('the canvas says of %s %s “%s”', async (resource, operation, words) => {
	const { node, workflow } = workflowOf({ resource, operation });
	const { expression } = workflow;
	await expression.acquireIsolate?.();
	expect(expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(words);
});
