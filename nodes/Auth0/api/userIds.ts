import { USER_ID_EXAMPLE } from './examples';

/** How to name a user by ID. */
export const FULL_USER_ID = `Enter the full user ID, such as ${USER_ID_EXAMPLE}.`;

/** An identity as its provider knows it: the two parts of a user_id. */
export interface IdentityReference {
	provider: string;
	user_id: string;
}

/**
 * The two parts of a user_id: the provider up to the first |, and the ID behind it.
 *
 * @returns undefined for what is no full user_id
 * @see https://auth0.com/docs/manage-users/user-accounts/identify-users
 */
export function partsOf(userId: string): IdentityReference | undefined {
	const [, provider, id] = /^([^|]+)\|(.+)$/s.exec(userId) ?? [];
	return provider === undefined || id === undefined ? undefined : { provider, user_id: id };
}

/** Whether Auth0 can give an ID to a new user: those of other providers are born at a login. */
export const canBeGiven = (userId: string) => /^(?:auth0|email|sms)\|/.test(userId);

/** The user_id that an identity gives a user. @param identity some providers count their users */
export const userIdOf = ({ provider, user_id: id }: { provider?: unknown; user_id?: unknown }) =>
	`${String(provider)}|${String(id)}`;
