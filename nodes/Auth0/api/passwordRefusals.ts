import type { RefusalRule } from '../transport/refusals';

const POLICY =
	'The policy stands in Auth0 Dashboard → Authentication → Database → the connection → Authentication Methods → Password.';

/**
 * Why Auth0 refuses a password, by the name of the error in its message.
 *
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export const PASSWORD_ERRORS: readonly RefusalRule[] = [
	{
		isRepeated: true,
		pattern: /PasswordHistory/,
		message: 'The password is most likely set.',
		description:
			'The first try got no answer, and at the next one Auth0 knew this very password as used before. Log in with it, or set another one.',
	},
	{
		status: 400,
		pattern: /PasswordHistory/,
		message: 'The password was used before.',
		description: `Use one that the user has not had lately. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordDictionary/,
		message: 'The password is too common.',
		description: `Use one that is not in a list of common passwords. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordNoUserInfo/,
		message: 'The password holds a part of the user’s own data.',
		description: `Use one without the name, the email address or the username. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordStrength|password is too weak/i,
		message: 'The password does not meet the password policy of the connection.',
		description: `Use a longer password with lower-case and upper-case letters, digits and symbols. ${POLICY}`,
	},
];
