import { isDatabase, isEnterprise, syncsAtEachLogin, type Connection } from './connections';
import { badRequest } from './errors';
import { checkMetadataNames } from './metadata';
import { checkPassword, normalise } from './passwords';
import type { NullableAttribute, UpdateUserBody } from './schemas';
import type { User, Users } from './users';

/** Auth0 refuses to update both in one request [patch_users_by_id, 400]. */
const EXCLUSIVE = [
	['password', 'email'],
	['password', 'email_verified'],
	['username', 'email'],
	['username', 'email_verified'],
	['username', 'password'],
] as const;

const ROOT_ATTRIBUTES = ['family_name', 'given_name', 'name', 'nickname', 'picture'] as const;

const ATTRIBUTES = [
	...ROOT_ATTRIBUTES,
	'email',
	'phone_number',
	'username',
] as const satisfies NullableAttribute[];

const FLAGS = ['email_verified', 'phone_verified'] as const;

/**
 * [patch_users_by_id], after the body was found to have the right form: null unsets an attribute,
 * metadata merges on the first level.
 *
 * @returns the user as it is now
 * @throws ApiError 404 when there is no such user, 400 when Auth0 refuses the change
 */
export function updateUser(users: Users, id: string, given: UpdateUserBody): User {
	const user = users.require(id);
	const connection = connectionOf(users, user, given.connection);
	const body = normalise(given, connection);
	checkMetadataNames(body);
	checkCombination(body);
	checkConnection(body, connection, user);
	if (body.password) checkPassword(body.password);
	const { email, username, phone_number: phoneNumber } = body;
	const login = {
		...(email && { email }),
		...(username && { username }),
		...(phoneNumber && { phone_number: phoneNumber }),
	};
	if (users.hasLogin(login, connection, id)) {
		throw badRequest('The specified new email already exists', 'auth0_idp_error');
	}
	const isOfUser = user.identities[0]?.connection === connection.name;
	const updated: User = {
		...(isOfUser ? changed(user, body) : user),
		updated_at: new Date().toISOString(),
	};
	if (!isOfUser) {
		updated.identities = user.identities.map((identity) =>
			identity.connection === connection.name
				? { ...identity, profileData: changed(identity.profileData ?? {}, body) }
				: identity,
		);
	}
	if (body.password) {
		updated.blocked = false;
		updated.last_password_reset = updated.updated_at;
	}
	if (body.blocked !== undefined) updated.blocked = body.blocked;
	for (const key of ['user_metadata', 'app_metadata'] as const) {
		const value = body[key];
		if (value !== undefined) updated[key] = mergeMetadata(user[key], value);
	}
	if (body.app_metadata && isEmpty(body.app_metadata)) delete updated.app_metadata;
	users.put(updated);
	return updated;
}

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** The attributes as the body wants them: of the user, or of the identity whose connection it names. */
function changed<T extends Partial<User>>(profile: T, body: UpdateUserBody): T {
	const updated = { ...profile };
	for (const key of ATTRIBUTES) {
		const value = body[key];
		if (value === null) delete updated[key];
		else if (value !== undefined) updated[key] = value;
	}
	if (body.email && body.email !== profile.email) updated.email_verified = false;
	for (const key of FLAGS) {
		const value = body[key];
		if (value !== undefined) updated[key] = value;
	}
	return updated;
}

/** The first level merges, null removes a key, an empty object removes everything. */
function mergeMetadata(
	current: Record<string, unknown> | undefined,
	given: Record<string, unknown>,
): Record<string, unknown> {
	if (isEmpty(given)) return {};
	const merged = new Map(Object.entries(current ?? {}));
	for (const [key, value] of Object.entries(given)) {
		if (value === null) merged.delete(key);
		else merged.set(key, value);
	}
	return Object.fromEntries(merged);
}

function connectionOf(users: Users, user: User, named?: string): Connection {
	const name = named ?? user.identities[0]?.connection;
	const connection = users.connections.find((candidate) => candidate.name === name);
	if (!connection) throw badRequest('Connection does not exist.', 'inexistent_connection');
	if (user.identities.some((identity) => identity.connection === name)) return connection;
	throw badRequest('Connection is not supported for this operation.');
}

function checkCombination(body: UpdateUserBody) {
	for (const [one, other] of EXCLUSIVE) {
		if (one in body && other in body) {
			throw badRequest(`Cannot update ${one} and ${other} simultaneously.`);
		}
	}
}

function checkConnection(body: UpdateUserBody, connection: Connection, user: User) {
	if (connection.disabled && ('email' in body || 'password' in body)) {
		throw badRequest('Cannot change email or password for users in a disabled connection.');
	}
	if ('username' in body && !connection.options.requires_username) {
		throw badRequest('Cannot set username for connection without requires_username.');
	}
	if ('password' in body && !isDatabase(connection)) {
		throw badRequest('Connection is not supported for this operation.');
	}
	if ('email' in body && !isDatabase(connection) && connection.strategy !== 'email') {
		throw badRequest('Cannot update email for non-database user.');
	}
	if ('email_verified' in body && isEnterprise(connection)) {
		throw badRequest('Email verification is not supported for enterprise users.');
	}
	if ('email_verified' in body && connection.strategy === 'sms') {
		throw badRequest('Connection is not supported for this operation.');
	}
	const given = ROOT_ATTRIBUTES.filter((key) => key in body);
	if (given.length === 0) return;
	const locked = given.join(', ');
	if (user.identities[0]?.connection !== connection.name) {
		throw badRequest(
			`The following user attributes cannot be updated: ${locked}. The specified connection belongs to a secondary identity.`,
		);
	}
	if (!syncsAtEachLogin(connection)) return;
	if (given.every((key) => body[key] === null)) {
		throw badRequest(
			`The following user attributes cannot be removed: ${locked}. The connection (${connection.name}) should have disabled 'Sync user profile attributes at each login' (see <a href='https://auth0.com/docs/users/configure-connection-sync-with-auth0'>Configuring Connection Sync with Auth0</a>) or defined these attributes in 'options.non_persistent_attrs' array (see <a href='https://auth0.com/docs/security/denylist-user-attributes'>Add User Attributes to DenyList</a>).`,
		);
	}
	throw badRequest(
		`The following user attributes cannot be updated: ${locked}. The connection (${connection.name}) must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'.`,
	);
}
