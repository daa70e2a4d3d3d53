import type { UserChange, UserProperty } from '../../api/userSchema';
import { InputError } from '../../transport/inputError';
import { checkEmail, checkPhoneNumber } from '../emailAndPhone';
import { named } from '../named';

/**
 * Refuses an email address or a phone number that Auth0 refuses in every connection.
 *
 * Source: the schemas for the creation and the update of users, https://auth0.com/docs/api/management/v2/users.
 */
export function checkFormats({
	email,
	phone_number: phoneNumber,
}: Pick<UserChange, 'email' | 'phone_number'>) {
	if (email) checkEmail(email);
	if (phoneNumber) checkPhoneNumber(phoneNumber);
}

/**
 * Auth0 refuses to update both in one request.
 *
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
const EXCLUSIVE: Array<[UserProperty, string, UserProperty, string]> = [
	['password', 'Password', 'email', 'Email'],
	['password', 'Password', 'email_verified', 'Email Verified'],
	['password', 'Password', 'username', 'Username'],
	['username', 'Username', 'email', 'Email'],
	['username', 'Username', 'email_verified', 'Email Verified'],
];

// The connections in which Auth0 does not let an update verify an email address.
const UNVERIFIABLE =
	/^(ad|adfs|auth0-adldap|google-apps|ip|office365|oidc|okta|pingfederate|samlp|sharepoint|sms|waad)\|/;

/**
 * Refuses an update that Auth0 refuses, whatever the user.
 *
 * @param id the user_id, whose prefix tells the kind of its connection
 * @throws InputError with the reason, naming the fields
 */
export function checkUpdate(body: UserChange, id: string) {
	for (const [key, label, otherKey, otherLabel] of EXCLUSIVE) {
		if (!(key in body) || !(otherKey in body)) continue;
		throw new InputError(
			`${named(label)} and ${named(otherLabel)} cannot be updated together.`,
			'Auth0 accepts only one of them at a time. Use two Update nodes, one after the other.',
		);
	}
	if ('client_id' in body && !('email' in body) && !('phone_number' in body)) {
		throw new InputError(
			"'Client ID' needs 'Email' or 'Phone Number'.",
			"Add one of them, or remove 'Client ID'.",
		);
	}
	if ('verify_phone_number' in body && !('phone_number' in body)) {
		throw new InputError(
			"'Send Verification Text' needs 'Phone Number'.",
			"Add a new phone number, or remove 'Send Verification Text'.",
		);
	}
	if ('email_verified' in body && !('connection' in body) && UNVERIFIABLE.test(id)) {
		throw new InputError(
			"'Email Verified' cannot be updated for users of enterprise and SMS connections.",
			"Remove the field. The identity provider decides whether the address is verified. To update a linked identity, add its 'Connection'.",
		);
	}
	checkFormats(body);
}
