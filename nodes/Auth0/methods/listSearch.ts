import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { aText, listOf, object, optional } from '../transport/answers';
import { containsQuery } from '../transport/lucene';
import { connect } from '../transport/managementApi';
import { INTERACTIVE } from '../transport/retry';
import { searchOf } from './searchOf';

const PAGE_SIZE = 100;
// Auth0's user search pages through no more than this.
const MAX_USERS = 1000;

const foundUser = object({
	user_id: aText,
	email: optional(aText),
	name: optional(aText),
	username: optional(aText),
	phone_number: optional(aText),
	identities: optional(listOf(object({ connection: optional(aText) }))),
});

/**
 * Fills “From List” of a user: a page of users whose name, email address, username or phone number
 * holds the text, found by Auth0's search [get_users].
 *
 * @throws NodeApiError, also when the client lacks read:users
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const api = await connect(this, { retryPolicy: INTERACTIVE });
	const page = Number(paginationToken);
	const text = filter.trim();
	const users = await api.request({
		method: 'GET',
		path: '/users',
		answers: listOf(foundUser),
		query: {
			page,
			per_page: PAGE_SIZE,
			search_engine: 'v3',
			sort: 'email:1',
			fields: 'user_id,email,name,username,phone_number,identities',
			include_fields: true,
			...(text && { q: containsQuery(['email', 'name', 'username', 'phone_number'], text) }),
		},
	});
	const more = users.length === PAGE_SIZE && (page + 2) * PAGE_SIZE <= MAX_USERS;
	return { results: users.map(toUserItem), ...(more && { paginationToken: String(page + 1) }) };
}

function toUserItem(user: ReturnType<typeof foundUser>): INodeListSearchItems {
	const login = user.email ?? user.username ?? user.phone_number ?? user.user_id;
	const name = user.name && user.name !== login ? ` (${user.name})` : '';
	const connection = user.identities?.[0]?.connection;
	return {
		name: `${login}${name}${connection ? ` – ${connection}` : ''}`,
		value: user.user_id,
	};
}

/**
 * Fills “From List” of a connection: those in which users can be created, database and
 * passwordless ones [get_connections, read:connections].
 */
export const searchConnections = searchOf({
	path: '/connections',
	row: object({ name: aText }),
	query: { strategy: ['auth0', 'email', 'sms'], fields: 'name', include_fields: true },
	isCheckpoint: true,
	toItem: ({ name }) => ({ name, value: name }),
});
