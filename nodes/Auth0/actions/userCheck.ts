import { linkedIdentityError, ownerOf } from '../api/linkedIdentities';
import { getUser, getUserFields, subjectOf } from '../api/users';
import type { UserReference } from '../fields/user/userField';
import { InputError } from '../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../transport/managementApi';
import { cannotTell, type FurtherPermissions } from './permissions';

/** What an ID is that of; `unknown` when the application may not look. */
type Finding = 'user' | 'nobody' | 'unknown';

/** The connections whose application lacks the permission to look: it is asked for once. */
const mayNotRead = new WeakSet<ManagementApi>();

/**
 * Looks whether an ID is that of a user, for a request that Auth0 answers in the same
 * way when there is no such user.
 *
 * @throws InputError for the ID of a linked identity, naming the user whose it is
 */
export async function lookFor(api: ManagementApi, id: string): Promise<Finding> {
	if (mayNotRead.has(api)) return 'unknown';
	return await look(api, id).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		mayNotRead.add(api);
		return 'unknown';
	});
}

async function look(api: ManagementApi, id: string): Promise<Finding> {
	const query = { fields: 'user_id', include_fields: true };
	const user = await api.find(getUser(id, query));
	if (user) return 'user';
	const owner = await ownerOf(api, id);
	if (owner === undefined) return 'nobody';
	throw linkedIdentityError(owner, id);
}

/**
 * Holds a user to the email address that was named: nothing may happen to another one.
 *
 * @param email undefined when it does not matter
 * @throws InputError when the user has another one, or none
 */
export async function requireEmail(api: ManagementApi, id: string, email?: string): Promise<void> {
	if (email === undefined) return;
	const user = await api.request(getUserFields(id, { fields: 'email', include_fields: true }));
	if (String(user.email).toLowerCase() === email.toLowerCase()) return;
	throw new InputError(
		`User “${id}” does not have the email address “${email}”.`,
		'Nothing was changed. Find the user by email address with Get first, and use the user_id it returns.',
	);
}

/** What it takes to tell whether there is such a user. */
export const TO_CHECK: FurtherPermissions = {
	to: 'check that the user exists',
	needs: ['read:users'],
};

/** What is said where it could not be looked up. */
export const NOT_CHECKED = cannotTell(
	TO_CHECK,
	'whether this user exists: Auth0 answers the same for an unknown ID',
);

/**
 * Refuses the ID of nobody. A user whom a login named was found already.
 *
 * @returns what to add to the output: a note, where the application may not look
 * @throws InputError when there is no such user, and as `lookFor` does
 */
export async function requireUser(
	api: ManagementApi,
	id: string,
	user: UserReference,
): Promise<{ note?: string }> {
	if ('login' in user) return {};
	const finding = await lookFor(api, id);
	if (finding === 'unknown') return { note: NOT_CHECKED };
	if (finding === 'user') return {};
	const { name, whenMissing = '' } = subjectOf(id);
	throw new InputError(`${name} does not exist.`, whenMissing);
}
