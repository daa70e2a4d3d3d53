import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE } from '../../api/examples';
import { METADATA_KEYS, METADATA_LABELS } from '../../api/metadata';
import type { ImportedUser } from '../../api/userImports';
import { IMPORTED_USER } from '../../api/userSchema';
import { only } from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { alphabetically } from '../alphabetically';
import { readJsonObject } from '../json';
import { named } from '../named';
import type { Parameters } from '../parameters';
import { checkFormats } from '../user/checks';
import { metadataFields, readMetadata } from '../user/metadata';
import { checkNames } from '../user/metadataNames';
import { withoutBlanks } from '../user/newUser';
import { propertyFields } from '../user/propertyFields';
import { bodyField, usesJson } from '../user/requestBody';
import { bodyOf } from '../user/userBody';
import { readProperties, withIdentifiers } from '../user/userProperties';
import { credentialFields, CREDENTIALS, readCredentials } from './credentials';

const showFields = { show: { specifyBody: ['fields'] } };

/** The fields of a user to import: each by itself, or all as JSON. */
export const importedUserFields: INodeProperties[] = [
	bodyField(`{\n  "email": "${EMAIL_EXAMPLE}",\n  "email_verified": true\n}`),
	{
		...propertyFields.email,
		displayOptions: showFields,
		description: 'Email address of the user. Auth0 finds users who exist by it.',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: showFields,
		options: alphabetically([
			{ ...propertyFields.blocked, description: 'Whether to block a new user from logging in' },
			{
				...propertyFields.emailVerified,
				description:
					'Whether the email address is verified. Without it, Auth0 marks the address as not verified, also for users it updates.',
			},
			propertyFields.familyName,
			propertyFields.givenName,
			propertyFields.name,
			propertyFields.nickname,
			propertyFields.phoneNumber,
			propertyFields.phoneVerified,
			propertyFields.picture,
			propertyFields.userId,
			propertyFields.username,
			...credentialFields,
			...metadataFields('Replaces all existing metadata of a user who is updated'),
		]),
	},
];

/**
 * The user that an item holds.
 *
 * @throws InputError naming the field that cannot be used, or that Auth0 does not accept in an import
 */
export function readImportedUser(parameters: Parameters): ImportedUser {
	if (usesJson(parameters)) {
		return importedUserOf(readJsonObject('Body', parameters.value('body')) ?? {}, 'Body');
	}
	const given = withoutBlanks({
		...parameters.collection('additionalFields'),
		email: parameters.value('email'),
	});
	const { passwordHash, customPasswordHash, mfaFactors } = given;
	const credentials = readCredentials({
		password_hash: passwordHash,
		custom_password_hash: customPasswordHash,
		mfa_factors: mfaFactors,
	});
	const body = bodyOf(IMPORTED_USER, { ...readProperties(given), ...readMetadata(given) });
	return requireImported({ ...body, ...credentials }, "'Email'");
}

/**
 * A user in JSON, or in a row of a file.
 *
 * @param field what holds it, such as Body
 * @throws as `readImportedUser` does
 */
export function importedUserOf(given: IDataObject, field: string): ImportedUser {
	checkKnown(Object.keys(given), field);
	for (const key of METADATA_KEYS) {
		if (isRecord(given[key])) checkNames(METADATA_LABELS[key], given[key]);
	}
	const known = only(given, (name) => !CREDENTIALS.has(name));
	const body = bodyOf(IMPORTED_USER, withIdentifiers(known), field);
	return requireImported({ ...body, ...readCredentials(given, field) }, `“email” in '${field}'`);
}

function checkKnown(names: string[], field: string) {
	const unknown = names.filter(
		(name) => !Object.hasOwn(IMPORTED_USER, name) && !CREDENTIALS.has(name),
	);
	if (unknown.length === 0) return;
	throw new InputError(
		`Auth0 does not import these properties in '${field}': ${unknown.join(', ')}.`,
		unknown.includes('password')
			? 'An import takes hashes instead of passwords: password_hash, or custom_password_hash. To create users with passwords, use Create.'
			: 'Remove them. Put your own data into user_metadata or app_metadata.',
	);
}

/**
 * The names that app_metadata must not have.
 *
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-schema
 */
const RESERVED = (
	'__tenant _id blocked clientID created_at email_verified email globalClientID global_client_id ' +
	'identities lastIP lastLogin loginsCount metadata multifactor_last_modified multifactor ' +
	'updated_at user_id'
).split(' ');

/** @param email what the email address is called */
function requireImported<User extends Partial<ImportedUser>>(
	user: User,
	email: string,
): User & { email: string } {
	if (!user.email) {
		throw new InputError(
			`${email} is empty.`,
			`Every user of an import needs an email address. ${CHECK_EXPRESSION}`,
		);
	}
	if (user.user_id?.includes('|')) {
		throw new InputError(
			`The user ID “${user.user_id}” includes a prefix.`,
			'Enter only the part after the |. Auth0 adds the prefix of the connection, such as auth0|.',
		);
	}
	const reserved = RESERVED.find((name) => Object.hasOwn(user.app_metadata ?? {}, name));
	if (reserved !== undefined) {
		throw new InputError(
			`${named(METADATA_LABELS.app_metadata)} must not have the entry “${reserved}”.`,
			'Auth0 keeps this name for itself. Use a different one.',
		);
	}
	checkFormats(user);
	return { ...user, email: user.email };
}
