import type { INodeProperties } from 'n8n-workflow';

import { CLIENT_ID_EXAMPLE } from '../../api/examples';
import { connectionField } from '../connectionField';
import { emailField, phoneNumberField } from '../emailAndPhone';

/** The field of each property of a user, for Create's and Update's collections. */
export const propertyFields = {
	blocked: {
		displayName: 'Blocked',
		name: 'blocked',
		type: 'boolean',
		default: false,
		description:
			'Whether to block the user from logging in. Turning it off does not lift a block after too many failed logins.',
	},
	clientId: {
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		placeholder: `e.g. ${CLIENT_ID_EXAMPLE}`,
		description:
			'Client ID of the application to name in messages about a changed email address or phone number. Requires one of the two.',
	},
	connection: connectionField,
	email: emailField,
	emailVerified: {
		displayName: 'Email Verified',
		name: 'emailVerified',
		type: 'boolean',
		default: false,
		description:
			'Whether the email address is verified. A new user with an unverified address gets a verification email, unless Send Verification Email is added and turned off.',
	},
	familyName: {
		displayName: 'Family Name',
		name: 'familyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Doe',
		description: 'Family name (last name), up to 150 characters',
	},
	givenName: {
		displayName: 'Given Name',
		name: 'givenName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Jane',
		description: 'Given name (first name), up to 150 characters',
	},
	name: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Jane Doe',
		description: 'Full name, up to 300 characters',
	},
	nickname: {
		displayName: 'Nickname',
		name: 'nickname',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane',
		description: 'Nickname or alias, up to 300 characters',
	},
	password: {
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'New password, only for database connections. It ends the user’s sessions and lifts a block by an administrator. The user is not notified.',
	},
	phoneNumber: phoneNumberField,
	phoneVerified: {
		displayName: 'Phone Verified',
		name: 'phoneVerified',
		type: 'boolean',
		default: false,
		description: 'Whether the phone number is verified',
	},
	picture: {
		displayName: 'Picture URL',
		name: 'picture',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/jane.png',
		description: 'URL of the user’s picture',
	},
	userId: {
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5f7c8ec7c33c6c004bbafe82',
		description:
			'ID of the new user, without the prefix: abc becomes auth0|abc in a database connection. Leave empty to let Auth0 create one.',
	},
	username: {
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. jane.doe',
		description: 'Username, only for database connections that use usernames',
	},
	verifyEmail: {
		displayName: 'Send Verification Email',
		name: 'verifyEmail',
		type: 'boolean',
		default: false,
		description: 'Whether to send the user a verification email, regardless of Email Verified',
	},
	verifyPhoneNumber: {
		displayName: 'Send Verification Text',
		name: 'verifyPhoneNumber',
		type: 'boolean',
		default: false,
		description:
			'Whether to text the user after the phone number changes. Only for SMS connections.',
	},
} satisfies Record<string, INodeProperties>;

/** The name of a field of a user’s property. */
export type PropertyName = keyof typeof propertyFields;
