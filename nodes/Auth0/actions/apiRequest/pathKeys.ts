import { userIdOf } from '../../api/userIds';
import { isRecord } from '../../transport/answers';

/** Where the ID is in a path, if not in the second segment: /users/{id}, /actions/actions/{id}. */
const ID_AT: ReadonlyMap<string, number> = new Map([
	['actions', 2],
	['anomaly', 3],
	['branding', 3],
	['experimentation', 2],
	['flows', 3],
	['guardian', 2],
	['keys', 2],
	['verifiable-credentials', 3],
]);

/**
 * What a request writes to, so that writes to the same keep their order: the resource by its ID, however
 * the path spells it, and the users whom the body or the end of the path names.
 *
 * @param path the path that is sent, below /api/v2
 * @returns nothing for a GET, and for a POST that makes something new in a collection
 */
export function pathKeys(method: string, path: string, body?: unknown): string[] {
	if (method === 'GET') return [];
	const segments = path.split('/').filter(Boolean).map(decode);
	const [resource = '', , part = '', ...rest] = segments;
	const end = (ID_AT.get(resource) ?? 1) + 1;
	if (method === 'POST' && segments.length <= end) return [];
	const users =
		resource === 'users' && part === 'identities' ? linkedUsers(rest, body) : usersIn(body);
	return [segments.slice(0, end).join('/'), ...users.map((id) => `users/${id.toLowerCase()}`)];
}

/** The user who is linked, or whose identity is unlinked. */
function linkedUsers([provider, userId]: string[], body: unknown): string[] {
	const named = isRecord(body) ? body : { provider, user_id: userId };
	return named.provider && named.user_id ? [userIdOf(named)] : [];
}

/** Whom a role is given to, or who becomes a member. */
function usersIn(body: unknown): string[] {
	const { users, members } = isRecord(body) ? body : {};
	return [users, members].flat().filter((id) => typeof id === 'string');
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment).toLowerCase();
	} catch {
		return segment.toLowerCase();
	}
}
