import type { RefusalRule } from '../transport/refusal';

const POLICY =
	'Find the policy in Auth0 Dashboard → Authentication → Database → the connection → Authentication Methods → Password.';

/**
 * Why Auth0 refuses a password, by the name of the error in its message.
 *
 * @see https://auth0.com/docs/authenticate/database-connections/password-options
 */
export const PASSWORD_ERRORS: readonly RefusalRule[] = [
	{
		isRepeated: true,
		pattern: /PasswordHistory/,
		message: 'The password was most likely changed.',
		description:
			'The first attempt got no response, and Auth0 refused the second one because the user already has this password. Log in with it, or set a different one.',
	},
	{
		status: 400,
		pattern: /PasswordHistory/,
		message: 'The password was used before.',
		description: `Choose a password the user hasn’t used recently. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordDictionary/,
		message: 'The password is too common.',
		description: `Choose a password that is not on a list of common passwords. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordNoUserInfo/,
		message: 'The password contains the user’s own data.',
		description: `Choose a password without the user’s name, email address or username. ${POLICY}`,
	},
	{
		status: 400,
		pattern: /PasswordStrength|password is too weak/i,
		message: 'The password does not meet the password policy of the connection.',
		description: `Choose a longer password with lower-case and upper-case letters, digits and symbols. ${POLICY}`,
	},
];
