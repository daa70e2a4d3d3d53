import type { Management } from 'auth0';

import { aText, listOf, optional, partOf } from '../transport/answers';
import type { ApiRequest } from '../transport/request';
import { containsQuery } from './lucene';

const userEntry = partOf<Management.UserResponseSchema>()({
	user_id: aText,
	email: optional(aText),
	name: optional(aText),
	username: optional(aText),
	phone_number: optional(aText),
	identities: optional(
		listOf(partOf<Management.UserIdentitySchema>()({ connection: optional(aText) })),
	),
});

/** A user, as a list to choose from needs it. */
export type UserEntry = ReturnType<typeof userEntry>;

/**
 * Retrieves a page of the users whose name, email address, username or phone number holds a text, in the
 * order of their email addresses.
 *
 * @param text all users, where it is ''
 * @see https://auth0.com/docs/api/management/v2/users/get-users
 */
export const findUsers = (
	text: string,
	{ page, size }: { page: number; size: number },
): ApiRequest<UserEntry[]> => ({
	method: 'GET',
	path: '/users',
	query: {
		page,
		per_page: size,
		search_engine: 'v3',
		sort: 'email:1',
		fields: 'user_id,email,name,username,phone_number,identities',
		include_fields: true,
		...(text && { q: containsQuery(['email', 'name', 'username', 'phone_number'], text) }),
	},
	answers: listOf(userEntry),
});
