import { isDatabase } from './connections';
import { OAuthError } from './errors';
import type { TenantState } from './state';

interface ChangePasswordRequest {
	client_id?: unknown;
	email?: unknown;
	connection?: unknown;
	organization?: unknown;
}

const invalid = (description: string) => new OAuthError(400, 'invalid_request', description);

/**
 * [changePassword]: tells nobody whether there is such a user.
 * Source: https://auth0.com/docs/api/authentication/change-password
 *
 * @throws OAuthError 400 when something is missing, or not of this tenant
 */
export function changePassword(state: TenantState, request: ChangePasswordRequest): void {
	const { client_id: clientId, email, connection: name, organization } = request;
	if (typeof clientId !== 'string') throw invalid('client_id is required');
	if (typeof email !== 'string') throw invalid('email is required');
	if (typeof name !== 'string') throw invalid('connection is required');
	if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid('email is not valid');
	if (!state.applications.find(clientId)) throw invalid('The client does not exist');
	const connection = state.users.connections.find((candidate) => candidate.name === name);
	if (!connection || !isDatabase(connection)) throw invalid('The connection does not exist.');
	const { organizations } = state.catalogue;
	if (organization !== undefined && !organizations.some(({ id }) => id === organization)) {
		throw invalid('The organization does not exist');
	}
	const address = email.toLowerCase();
	const user = state.users
		.findByEmail(address)
		.find(({ identities }) => identities.some((identity) => identity.connection === name));
	if (!user) return;
	const memberships = state.userData.organizations.of(user.user_id);
	if (organization !== undefined && !memberships.some(({ id }) => id === organization)) return;
	state.outbox.emails.push({
		to: address,
		kind: 'change_password',
		userId: user.user_id,
		clientId,
		...(typeof organization === 'string' && { organizationId: organization }),
	});
}
