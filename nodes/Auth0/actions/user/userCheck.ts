import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import { ownerOf } from './logins';
import { userAnswer } from './userAnswer';
import { isLinkedTo, readUser, subjectOf, userPath } from './userReference';

/** What an ID is that of; `unknown` when the application may not look. */
type Finding = 'user' | 'nobody' | 'unknown';

/** The connections whose application lacks the permission to look: it is asked for once. */
const mayNotRead = new WeakSet<ManagementApi>();

/**
 * Looks whether an ID is that of a user [get_users_by_id], for a request that Auth0 answers in the same
 * way when there is no such user.
 *
 * @throws NodeOperationError for the ID of a linked identity, naming the user whose it is
 */
export async function lookFor(item: Item, api: ManagementApi, id: string): Promise<Finding> {
	if (mayNotRead.has(api)) return 'unknown';
	let owner: string | undefined;
	try {
		const query = { fields: 'user_id', include_fields: true };
		const user = await api.find({ method: 'GET', path: userPath(id), query, answers: userAnswer });
		if (user) return 'user';
		owner = await ownerOf(api, id);
	} catch (caught) {
		const error = item.errorOf(caught);
		if (!isMissingPermission(error)) throw error;
		mayNotRead.add(api);
		return 'unknown';
	}
	if (owner === undefined) return 'nobody';
	const { message, description } = isLinkedTo(owner, id);
	throw item.refusal(message, description);
}

/** What is said where it could not be looked up. */
export const NOT_CHECKED =
	'Without the permission read:users, the node cannot tell whether this was the ID of a user: Auth0 answers the same for an ID that no user has.';

/**
 * Refuses the ID of nobody. A user whom a login named was found already.
 *
 * @returns what to add to the output: a note, where the application may not look
 * @throws NodeOperationError when there is no such user, and as `lookFor` does
 */
export async function requireUser(
	item: Item,
	api: ManagementApi,
	id: string,
): Promise<{ note?: string }> {
	if ('login' in readUser(item)) return {};
	const finding = await lookFor(item, api, id);
	if (finding === 'unknown') return { note: NOT_CHECKED };
	if (finding === 'user') return {};
	const { name, whenMissing = '' } = subjectOf(id);
	throw item.refusal(`${name} does not exist.`, whenMissing);
}
