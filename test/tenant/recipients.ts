import { isDatabase, type Connection } from './connections';
import { badRequest } from './errors';
import { isIdentity } from './identities';
import type { IdentityReference } from './schemas';
import type { TenantState } from './state';
import type { User } from './users';

/**
 * The connection of the identity that is meant: the main one unless another is named.
 *
 * @throws ApiError 400 for an identity that the user does not have
 */
export function connectionOf(
	{ users }: TenantState,
	user: User,
	reference?: IdentityReference,
): Connection | undefined {
	const byName = (name?: string) => users.connections.find((one) => one.name === name);
	if (!reference) return byName(user.identities[0]?.connection);
	const { provider, user_id: userId, connection_id: connectionId } = reference;
	const named = users.connections.find(({ id }) => id === connectionId);
	if (connectionId !== undefined && !named) {
		throw badRequest('Identity connection does not exist.');
	}
	const identity = user.identities.find(isIdentity(provider, userId));
	if (!identity || (named && named.name !== identity.connection)) {
		throw badRequest('The user exists, but does not contain the given identity.');
	}
	return byName(identity.connection);
}

/** Whether the API can work on this identity: a database's, or one that was named. */
export const isSupported = (connection?: Connection, reference?: IdentityReference) =>
	connection !== undefined && (reference !== undefined || isDatabase(connection));

/** @throws ApiError 400 for an application or organization that is not there, or not the user's */
export function checkContext(
	{ applications, catalogue, userData }: TenantState,
	userId: string,
	given: { client_id?: string; organization_id?: string },
): void {
	const { client_id: clientId, organization_id: organizationId } = given;
	if (clientId !== undefined && !applications.find(clientId)) {
		throw badRequest('The client does not exist');
	}
	if (organizationId === undefined) return;
	if (!catalogue.organizations.some(({ id }) => id === organizationId)) {
		throw badRequest('The organization does not exist');
	}
	if (!userData.organizations.of(userId).some(({ id }) => id === organizationId)) {
		throw badRequest(
			`The user with id ${userId} is not a member of organization with id ${organizationId}.`,
		);
	}
}
