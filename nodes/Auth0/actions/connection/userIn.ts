import { identityIn, isPrimary } from '../../api/linkedIdentities';
import { findUserIn, findUsersByLogin, hasLoginIn } from '../../api/userLogins';
import { userIdOf } from '../../api/userIds';
import type { User } from '../../api/users';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';

/** The user of a connection who has an email address, as Auth0 stores it. */
export interface UserIn {
	user_id: string;
	email: string;
}

/**
 * The only user of a connection who has an email address.
 *
 * @param connection its name
 * @returns `nobody` when there is none
 * @throws InputError when several have it, and when it is that of an identity that was linked to a user
 */
export async function requireOneUserIn(
	api: ManagementApi,
	connection: string,
	email: string,
): Promise<UserIn | 'nobody'> {
	const login = { property: 'email' as const, value: email };
	const users = (await findUsersByLogin(api, login)).filter((user) =>
		hasLoginIn(connection, user, login),
	);
	const [user = await findUserIn(api, connection, login), ...others] = users;
	if (!user) return 'nobody';
	if (others.length > 0) {
		const ids = [user, ...others].map(({ user_id: id }) => id).join(', ');
		throw new InputError(
			`${users.length} users of this connection have the email address “${email}”.`,
			`To delete one of them, use the Delete operation of the User resource with the user ID: ${ids}.`,
		);
	}
	requireOwn(connection, user, email);
	return { user_id: user.user_id, email: typeof user.email === 'string' ? user.email : email };
}

/** Refuses somebody who has the email address by a linked identity: the user would lose it, and stay. */
function requireOwn(connection: string, user: User, email: string): void {
	const identity = identityIn(connection, user);
	if (!isRecord(identity) || isPrimary(user, identity)) return;
	throw new InputError(
		`“${email}” is a linked identity of user “${user.user_id}” in this connection.`,
		`Unlink ${userIdOf(identity)} first, with the Identity resource. To delete the user with all identities, use the Delete operation of the User resource.`,
	);
}
