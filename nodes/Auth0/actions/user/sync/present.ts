import type { IDataObject } from 'n8n-workflow';

import { listConnections } from '../../../api/connections';
import { isExactly } from '../../../api/lucene';
import { chosenOrganization, listMembers } from '../../../api/organizations';
import { findUsersByIds } from '../../../api/userBatches';
import { exportedUsers } from '../../../api/userExports';
import { getUser, user as aUser, type FieldsQuery, type User } from '../../../api/users';
import { walkUsers } from '../../../api/userWalk';
import type { UserSearch } from '../../../api/userSearch';
import type { Auth0Connection } from '../../../transport/connection';
import { InputError } from '../../../transport/inputError';
import {
	isBeyondPlan,
	isMissingPermission,
	type ManagementApi,
} from '../../../transport/managementApi';
import { pagesOf, readList } from '../../../transport/paging';
import type { Tell } from '../../hints';
import { organizationIdOf } from '../../organization/organizations';
import { runAll } from '../../runAll';
import type { SyncSettings } from './settings';

/** How to read the users of a scope. */
interface Reading {
	settings: Pick<SyncSettings, 'scope' | 'connection'>;
	/** What of a user is needed, user_id among them. */
	fields: string[];
	tell: Tell;
	signal?: AbortSignal;
}

/**
 * Reads everybody in a scope, one after another: none of them is kept.
 *
 * @throws InputError for a connection that is not there, NodeApiError when they cannot be read to the end
 */
export async function* presentUsers(
	auth0: Auth0Connection,
	reading: Reading,
): AsyncGenerator<User, void> {
	const { management: api } = auth0;
	const { settings, fields } = reading;
	const { scope, connection } = settings;
	if (scope.kind === 'organization') {
		const id = await organizationIdOf(api, scope.organization);
		yield* membersOf(api, id, { fields: fields.join(','), include_fields: true });
	} else if (scope.kind === 'query') {
		yield* searched(api, scope.search, fields);
	} else {
		const rows = await startExport(auth0, reading).catch((caught: unknown) => {
			const why = whyNotExported(caught);
			if (why === undefined) throw caught;
			reading.tell(`${why}, so Sync searched for the users of the connection instead. ${SLOWER}`);
		});
		const search = { query: isExactly('identities.connection', connection) };
		yield* rows ?? searched(api, search, fields);
	}
}

const SLOWER = 'The search returns 100 users with each request, and can be a few seconds behind.';

/** Why there can be no export of a connection, where something else will do; undefined for other errors. */
function whyNotExported(caught: unknown): string | undefined {
	if (isMissingPermission(caught)) return 'The application has no read:connections permission';
	return isBeyondPlan(caught) ? 'The plan of the tenant does not include exports' : undefined;
}

/**
 * Exports the users of a connection.
 *
 * @returns the users, once the first of them is there
 */
async function startExport(
	auth0: Auth0Connection,
	{ settings: { connection }, fields, signal }: Reading,
): Promise<AsyncGenerator<User, void>> {
	const { management: api } = auth0;
	const found = await readList(api, listConnections({ name: connection }));
	const match = found.find(({ name }) => name === connection);
	if (!match) {
		throw new InputError(
			`Connection “${connection}” was not found.`,
			"Choose 'Connection' from the list, or enter its name exactly as Auth0 shows it.",
		);
	}
	const rows = exportedUsers(auth0, { connectionId: match.id, fields, signal });
	const first = await rows.next();
	return usersOf(first.done ? [] : [first.value], rows);
}

async function* usersOf(first: IDataObject[], rest: AsyncIterable<IDataObject>) {
	for (const row of first) yield aUser(row);
	for await (const row of rest) yield aUser(row);
}

async function* searched(api: ManagementApi, search: UserSearch, fields: string[]) {
	const selection = {
		fields: [...new Set([...fields, 'created_at'])].join(','),
		include_fields: true,
	};
	for await (const { users } of walkUsers(api, { ...search, selection })) yield* users;
}

/** The members of an organization, a page at a time; whom the search does not know yet is asked for alone. */
async function* membersOf(api: ManagementApi, id: string, query: FieldsQuery) {
	const list = { ...listMembers(id), subject: chosenOrganization(id) };
	for await (const { rows } of pagesOf(api, list)) {
		const ids = rows.map(({ user_id: userId }) => userId);
		const users = await findUsersByIds(api, ids, query);
		const late = ids.filter((userId) => !users.has(userId));
		const { done, failures } = await runAll(
			late,
			{},
			async (userId) => await api.find(getUser(userId, query)),
		);
		const [failure] = failures;
		if (failure) throw failure.error;
		for (const user of [...users.values(), ...done]) if (user) yield user;
	}
}
