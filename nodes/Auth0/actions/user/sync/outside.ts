import { identityIn } from '../../../api/linkedIdentities';
import { findUsersByField, findUsersByIds, findUsersByLogins } from '../../../api/userBatches';
import { LOGINS, type Login } from '../../../fields/user/logins';
import type { ManagementApi } from '../../../transport/managementApi';
import type { Comparison } from './comparison';
import type { SyncSettings } from './settings';

/**
 * Looks for users of the items who are not in the scope, so that nobody is created twice: those who have the
 * login in the connection, or the key anywhere.
 *
 * @throws NodeApiError when the search fails
 */
export async function lookOutside(
	api: ManagementApi,
	comparison: Comparison,
	{ matchBy, connection, scope }: SyncSettings,
): Promise<void> {
	const query = { fields: comparison.fields.join(','), include_fields: true };
	const keys = () => comparison.missing.map(({ row }) => row.key);
	const lookByLogin = async (login: Login) => {
		const { field } = LOGINS[login];
		const logins = comparison.missing.map(({ row }) => row.body[field]);
		const given = logins.filter((value) => value !== undefined);
		const found = await findUsersByLogins(api, field, given, query);
		for (const user of [...found.values()].flat()) {
			if (identityIn(connection, user)) comparison.see(user, false);
		}
	};
	if (matchBy.by === 'userId') {
		const users = await findUsersByIds(api, keys(), query);
		for (const user of users.values()) comparison.see(user, false);
		return;
	}
	if (matchBy.by !== 'externalId') return await lookByLogin(matchBy.by);
	if (scope.kind !== 'connection') {
		const field = ['app_metadata', ...matchBy.path].join('.');
		for (const user of await findUsersByField(api, field, keys(), query)) {
			comparison.see(user, false);
		}
	}
	await lookByLogin('email');
}
