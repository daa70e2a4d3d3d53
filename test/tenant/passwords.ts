import { isDatabase, type Connection } from './connections';
import { badRequest } from './errors';

const MIN_LENGTH = 8;
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
const MIN_CLASSES = 3;

/**
 * Auth0's password policy "Good".
 * Source: https://auth0.com/docs/authenticate/database-connections/password-strength
 *
 * @throws ApiError 400 PasswordStrengthError
 */
export function checkPassword(password: string): void {
	const classes = CLASSES.filter((expression) => expression.test(password)).length;
	if (password.length < MIN_LENGTH || classes < MIN_CLASSES) {
		throw badRequest('PasswordStrengthError: Password is too weak');
	}
}

/** Database connections store email addresses and usernames in lower case. */
export function normalise<Body extends { email?: string | null; username?: string | null }>(
	body: Body,
	connection: Connection,
): Body {
	if (!isDatabase(connection)) return body;
	return {
		...body,
		...(body.email && { email: body.email.toLowerCase() }),
		...(body.username && { username: body.username.toLowerCase() }),
	};
}
