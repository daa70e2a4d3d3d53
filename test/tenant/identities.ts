import type { Connection } from './connections';
import { ApiError, badRequest } from './errors';
import type { LinkBody } from './schemas';
import type { Identity, User, Users } from './users';

/** What a linked identity keeps of the user that it was. */
const PROFILE = [
	'email',
	'email_verified',
	'name',
	'username',
	'given_name',
	'family_name',
	'nickname',
	'picture',
	'phone_number',
	'phone_verified',
] as const satisfies Array<keyof User>;

const pick = (user: Partial<User>): Partial<User> =>
	Object.fromEntries(
		PROFILE.filter((key) => user[key] !== undefined).map((key) => [key, user[key]]),
	);

/** Whether this is the identity `<provider>|<user_id>`. */
export const isIdentity = (provider: string, userId: string) => (identity: Identity) =>
	identity.provider === provider && identity.user_id === userId;

/**
 * [post_identities]: the secondary user becomes an identity of the primary, and is no user of its
 * own any more; its metadata is lost.
 *
 * @returns the identities of the primary user as they are now
 * @throws ApiError 404 when there is no primary user, 409 when the identity is linked already,
 * 400 for everything else that does not fit
 */
export function linkIdentity(users: Users, id: string, given: LinkBody): Identity[] {
	const primary = users.require(id);
	const { provider, userId, connection } = readLink(users.connections, given);
	const is = isIdentity(provider, userId);
	if (primary.user_id === `${provider}|${userId}`) {
		throw badRequest('Main identity and the new one are the same.');
	}
	const secondary = users.get(`${provider}|${userId}`);
	if (!secondary) {
		if (users.all().some(({ identities }) => identities.some(is))) {
			throw new ApiError(409, 'Specified identity already exists.');
		}
		throw badRequest('Provided secondary account not found.');
	}
	if (connection && secondary.identities[0]?.connection !== connection.name) {
		throw badRequest('Provided secondary account not found.');
	}
	const [main, ...others] = secondary.identities;
	const [first, ...further] = primary.identities;
	const identities = [
		...(first ? [{ profileData: pick(primary), ...first }] : []),
		...further,
		...(main ? [{ ...main, profileData: pick(secondary) }] : []),
		...others,
	];
	users.delete(secondary.user_id);
	users.put({ ...primary, updated_at: new Date().toISOString(), identities });
	return identities;
}

/** @throws ApiError 400 for a body that names no secondary user */
function readLink(connections: Connection[], given: LinkBody) {
	const { provider, user_id: userId, connection_id: connectionId, link_with: token } = given;
	if (token !== undefined) throw badRequest('Invalid token (link_with).');
	if (provider === undefined) throw badRequest('Missing required property: provider');
	if (userId === undefined) throw badRequest('Missing required property: user_id');
	const isConfigured = connections.some(({ strategy }) => strategy === provider);
	const connection = connections.find(({ id }) => id === connectionId);
	if (!isConfigured || (connectionId !== undefined && connection?.strategy !== provider)) {
		throw badRequest('The provider/connection is not configured.');
	}
	const prefix = `${provider}|`;
	const text = String(userId);
	return {
		provider,
		connection,
		userId: text.startsWith(prefix) ? text.slice(prefix.length) : text,
	};
}

/**
 * [delete_user_identity_by_user_id]: the identity becomes a user of its own again.
 *
 * @returns the identities of the primary user as they are now
 * @throws ApiError 404 when there is no primary user, 400 for its main identity and for one that
 * it does not have
 */
export function unlinkIdentity(
	users: Users,
	id: string,
	provider: string,
	userId: string,
): Identity[] {
	const primary = users.require(id);
	const index = primary.identities.findIndex(isIdentity(provider, userId));
	const unlinked = primary.identities[index];
	if (!unlinked) throw badRequest('The user exists, but does not contain the given identity.');
	if (index === 0) throw badRequest('Main identity cannot be removed.');
	const now = new Date().toISOString();
	const identities = primary.identities.filter((identity) => identity !== unlinked);
	const { profileData, ...identity } = unlinked;
	users.put({ ...primary, updated_at: now, identities });
	users.put({
		...profileData,
		user_id: `${provider}|${userId}`,
		created_at: now,
		updated_at: now,
		identities: [identity],
	});
	return identities;
}
