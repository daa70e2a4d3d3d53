import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { listConnectionsForUsers } from '../api/connections';
import { findUsers, MAX_SEARCHED, type UserEntry } from '../api/userSearch';
import { connect } from '../transport/connection';
import { PAGE_SIZE } from '../transport/page';
import { INTERACTIVE } from '../transport/retry';
import { searchOf } from './searchOf';

/**
 * Fills “From List” of a user: a page of users whose name, email address, username or phone number
 * holds the text, found by Auth0's search.
 *
 * @throws NodeApiError, also when the client lacks read:users
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const { management } = await connect(this, { retryPolicy: INTERACTIVE });
	const page = Number(paginationToken);
	const text = filter.trim();
	const users = await management.request(findUsers(text, { page, size: PAGE_SIZE }));
	const more = users.length === PAGE_SIZE && (page + 2) * PAGE_SIZE <= MAX_SEARCHED;
	return { results: users.map(toUserItem), ...(more && { paginationToken: String(page + 1) }) };
}

function toUserItem(user: UserEntry): INodeListSearchItems {
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
 * passwordless ones.
 */
export const searchConnections = searchOf({
	list: listConnectionsForUsers,
	toItem: ({ name }) => ({ name, value: name }),
});
