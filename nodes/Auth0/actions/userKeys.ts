import type { NewUserBody } from '../api/userSchema';
import type { UserReference } from '../fields/user/userField';
import type { ManagementApi } from '../transport/managementApi';
import { takeAhead, use } from './lookedAhead';
import { userIdOf } from './namedUsers';
import { perInput } from './perInput';

/** The user_id of the user whom an item changes, by what names the user: looked up once, to keep the order and to change. */
export const changedUserId = perInput(async (user: UserReference, api: ManagementApi) => {
	const ahead = takeAhead(api, user);
	if (ahead) return ahead.user_id;
	const id = await userIdOf(user, api);
	use(api, id);
	return id;
});

/** What an item writes to that changes a user. */
export const userKey = (id: string) => `user ${canonical(id)}`;

/** What an item writes to that creates a user: each of these is unique in its connection. */
export function newUserKeys(body: NewUserBody): string[] {
	const { connection, email, username, phone_number, user_id } = body;
	return Object.entries({ email, username, phone_number, user_id })
		.filter(([, value]) => value !== undefined && value !== null && value !== '')
		.map(([name, value]) => [name, canonical(connection), canonical(value)].join(' '));
}

/** Auth0 stores logins in lower case; for IDs, case that makes a difference is only waited for. */
const canonical = (value: unknown) => String(value).trim().normalize().toLowerCase();
