import { randomBytes, randomInt } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { findUserIn } from '../../api/userLogins';
import { updateUser, type User } from '../../api/users';
import type { NewUser } from '../../api/userSchema';
import type { Parameters } from '../../fields/parameters';
import { readNewUser, requireNewUser } from '../../fields/user/newUser';
import { isRecord } from '../../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';

/** What marks an invited user, in app_metadata. */
const MARK = 'invited_at';

const PASSWORD_BYTES = 32;

/** A user who is created to be invited. */
export type InvitedBody = NewUser & { email: string; app_metadata: IDataObject };

/**
 * The user to invite, with a password that nobody knows.
 *
 * @throws InputError naming the field
 */
export function readInvited(parameters: Parameters): InvitedBody {
	const given = readNewUser(parameters, 'additionalFields');
	const { email = '' } = given;
	if (email === '') {
		throw new InputError(
			"'Email' is empty.",
			`Enter the email address to send the invitation to. ${CHECK_EXPRESSION}`,
		);
	}
	return requireNewUser({
		...given,
		email,
		password: newPassword(),
		email_verified: false,
		verify_email: false,
		app_metadata: { ...given.app_metadata, [MARK]: newMark() },
	});
}

/** The time, to more digits than a clock has: no other run has the same, so that its work can be told. */
const newMark = () => new Date().toISOString().replace('Z', `${randomInt(1e5, 1e6)}Z`);

/** A password that meets the strictest policy of Auth0, and that is never shown. */
const newPassword = () => `aA1!${randomBytes(PASSWORD_BYTES).toString('base64url')}`;

/**
 * Who has the email address in the connection already; from now on, marked as invited.
 *
 * @throws InputError when it is another user, who has something else of the invited one
 */
export async function findInvited(api: ManagementApi, body: InvitedBody): Promise<User> {
	const login = { property: 'email' as const, value: body.email };
	const user = await findUserIn(api, body.connection, login);
	if (!user) {
		throw new InputError(
			`“${body.email}” cannot be invited: another user already has this username, phone number or user ID.`,
			"Change them under 'Additional Fields'.",
		);
	}
	const metadata = isRecord(user.app_metadata) ? user.app_metadata : {};
	if (metadata[MARK] !== undefined) return user;
	const mark = { [MARK]: body.app_metadata[MARK] };
	return await api.request(updateUser(user.user_id, { app_metadata: mark }));
}
