import type { INodeProperties } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node';
import { VERIFICATION_EMAIL_LABELS } from '../../nodes/Auth0/api/jobs';
import { assignPermissions } from '../../nodes/Auth0/api/permissions';
import { assignRoles } from '../../nodes/Auth0/api/roles';
import { linkUserIdentity } from '../../nodes/Auth0/api/identities';
import { revokeUserAccess } from '../../nodes/Auth0/api/sessions';
import { TICKET_LABELS } from '../../nodes/Auth0/api/tickets';
import { USER_LABELS } from '../../nodes/Auth0/api/userRefusals';

/** What the panel calls its fields, those inside collections among them. */
const namesIn = (fields: INodeProperties[]): string[] =>
	fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...namesIn(options.filter((option) => 'type' in option)),
	]);

const NAMES = new Set(
	// Metadata has a field for each way to enter it, such as User Metadata (JSON).
	namesIn(new Auth0().description.properties).map((name) =>
		name.replace(/ \((?:Fields|JSON)\)$/, ''),
	),
);

it.each([
	['a user', USER_LABELS],
	['a ticket', TICKET_LABELS],
	['a verification email', VERIFICATION_EMAIL_LABELS],
	['roles', assignRoles('auth0|x', []).labels],
	['permissions', assignPermissions('auth0|x', []).labels],
	['an identity', linkUserIdentity('auth0|x', { provider: 'a', user_id: 'b' }).labels],
	['access', revokeUserAccess('auth0|x', {}).labels],
])('the labels of %s are names of fields in the panel', (_what, labels = {}) => {
	expect(Object.keys(labels)).not.toEqual([]);
	expect(Object.values(labels).filter((label) => !NAMES.has(label))).toEqual([]);
});
