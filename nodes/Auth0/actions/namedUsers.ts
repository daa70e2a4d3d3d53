import { findUsersByLogin } from '../api/userLogins';
import type { FieldsQuery, User } from '../api/users';
import { LOGINS, type NamedBy } from '../fields/user/logins';
import type { UserReference } from '../fields/user/userField';
import { InputError } from '../transport/inputError';
import type { ManagementApi } from '../transport/managementApi';

/**
 * The user_id of the user that was named. A login has to be that of one user only: no operation
 * that changes something chooses among several.
 *
 * @throws InputError when it names no user, or several
 */
export const userIdOf = async (user: UserReference, api: ManagementApi): Promise<string> =>
	'id' in user ? user.id : await findOne(api, user);

/** The only user whom a login names. @throws InputError when there is none, or several */
async function findOne(api: ManagementApi, named: NamedBy): Promise<string> {
	const users = await findNamed(api, named, idAndLogin(named));
	const ids = users.map(({ user_id: id }) => id);
	const [id] = ids;
	if (id !== undefined && ids.length === 1) return id;
	throw new InputError(
		`${ids.length} users have the ${LOGINS[named.login].noun} “${named.value}”.`,
		`Choose one of them By ID in 'User': ${ids.join(', ')}`,
	);
}

/** The fields of a user that say who has a login. */
export const idAndLogin = ({ login }: NamedBy): FieldsQuery => ({
	fields: `user_id,${LOGINS[login].field}`,
	include_fields: true,
});

/**
 * Every user whom a login names, of whom there has to be one.
 *
 * @param query the fields to return, user_id and the login among them; by default all
 * @throws InputError when there is none
 */
export async function findNamed(
	api: ManagementApi,
	named: NamedBy,
	query?: FieldsQuery,
): Promise<User[]> {
	const { field, notFound } = LOGINS[named.login];
	const login = { property: field, value: named.value };
	const users = await findUsersByLogin(api, login, query);
	if (users.length > 0) return users;
	throw notFound(named.value);
}
