import { CHECK_EXPRESSION } from '../transport/inputError';
import type { RefusalRule } from '../transport/refusal';
import { missingMessage } from '../transport/refusedProperty';
import { CUSTOM_DOMAIN_CONFLICT } from './customDomains';
import { METADATA_LABELS } from './metadata';
import { PASSWORD_ERRORS } from './passwordRefusals';

/** What the panel calls the properties of a user to create or to update. */
export const USER_LABELS: Record<string, string> = {
	...METADATA_LABELS,
	blocked: 'Blocked',
	client_id: 'Client ID',
	connection: 'Connection',
	email: 'Email',
	email_verified: 'Email Verified',
	family_name: 'Family Name',
	given_name: 'Given Name',
	name: 'Name',
	nickname: 'Nickname',
	password: 'Password',
	phone_number: 'Phone Number',
	phone_verified: 'Phone Verified',
	picture: 'Picture URL',
	user_id: 'User ID',
	username: 'Username',
	verify_email: 'Send Verification Email',
	verify_phone_number: 'Send Verification Text',
};

/** Why Auth0 refuses to create or to update a user. The wordings are those of its answers. */
export const USER_ERRORS: readonly RefusalRule[] = [
	...PASSWORD_ERRORS,
	{
		status: 400,
		pattern: /missing required property: ?password\b/i,
		message: missingMessage,
		description:
			'Database connections need one. To let people choose their own password, use Invite.',
	},
	{
		status: 400,
		pattern: /missing required property: ?(?:email|phone_number|username)\b/i,
		message: missingMessage,
		description: `The connection requires it. ${CHECK_EXPRESSION}`,
	},
	{
		status: 400,
		pattern: /connection does not exist/i,
		message: 'The tenant has no connection with this name.',
		description: "Choose 'Connection' from the list, or enter its name exactly as Auth0 shows it.",
	},
	{
		status: 400,
		pattern: /does not support user creation/i,
		message: 'Users cannot be created in this connection.',
		description: 'Choose a database or passwordless connection.',
	},
	{
		status: 400,
		pattern: /requires_username/,
		message: 'This connection doesn’t support usernames.',
		description:
			"Remove 'Username', or turn on usernames in Auth0 Dashboard → Authentication → Database → the connection → Attributes.",
	},
	{
		status: 400,
		pattern: /already exists/i,
		message: ({ message }) => message,
		description: 'Another user of the connection has it. Use a different one, or change that user.',
	},
	{
		status: 400,
		pattern: /user attributes cannot be/i,
		message: ({ message }) => message,
		description:
			"The connection updates these fields at each login. Turn off “Sync user profile attributes at each login” in the connection settings, or store the values in 'User Metadata'.",
	},
	CUSTOM_DOMAIN_CONFLICT,
];

/**
 * What a refusal says of a user who does not exist, where it was sent alone: Auth0's own words are those for many.
 *
 * @param users the IDs that were sent
 */
export const nobodyRule = (users: string[]): RefusalRule[] =>
	users.slice(0, users.length === 1 ? 1 : 0).map((id) => ({
		status: 400,
		pattern: /users? do(?:es)? not exist/i,
		message: `User “${id}” does not exist.`,
		description: "Check 'User'. It must be the ID of a user of the tenant.",
	}));
