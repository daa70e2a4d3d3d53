import { randomBytes } from 'crypto';

import type { Connection } from '../connections';
import { normalise } from '../passwords';
import { importedUser, type ImportedUser, type MfaFactor } from '../schemas';
import type { AuthenticationMethod, UserData } from '../userData';
import { defaultsFor, profileOf, type User, type Users } from '../users';
import { checkerOf } from '../validation';

/** Why a user was not imported. */
export interface ImportError {
	code: string;
	message: string;
	path?: string;
}

/** What a user logs in with that the API never gives out. */
export type ImportedSecrets = Pick<
	ImportedUser,
	'password_hash' | 'custom_password_hash' | 'mfa_factors'
>;

/** Where users are imported to. */
export interface Target {
	users: Users;
	userData: UserData;
	connection: Connection;
	upsert: boolean;
	/** By user_id. */
	secrets: Map<string, ImportedSecrets>;
}

const problemsOf = checkerOf(importedUser);

/** Auth0's code of each rule of a schema. */
const CODES: Record<string, string> = {
	additionalProperties: 'OBJECT_ADDITIONAL_PROPERTIES',
	enum: 'ENUM_MISMATCH',
	format: 'INVALID_FORMAT',
	maxItems: 'ARRAY_LENGTH_LONG',
	maxLength: 'MAX_LENGTH',
	maxProperties: 'OBJECT_PROPERTIES_MAXIMUM',
	minItems: 'ARRAY_LENGTH_SHORT',
	minimum: 'MINIMUM',
	minLength: 'MIN_LENGTH',
	pattern: 'PATTERN',
	required: 'OBJECT_REQUIRED',
	type: 'INVALID_TYPE',
};

const RESERVED = (
	'__tenant _id blocked clientID created_at email_verified email globalClientID global_client_id ' +
	'identities lastIP lastLogin loginsCount metadata multifactor_last_modified multifactor ' +
	'updated_at user_id'
).split(' ');

const UPSERTED = [
	'email_verified',
	'family_name',
	'given_name',
	'name',
	'nickname',
	'picture',
	'app_metadata',
	'user_metadata',
] as const;

/** What is wrong with a row of the file, whoever is in the tenant. */
export function errorsOf(row: unknown): ImportError[] {
	const problems = problemsOf(row);
	if (problems.length > 0) {
		return problems.map(({ keyword, message, path }) => ({
			code: CODES[keyword] ?? 'NOT_PASSED',
			message,
			path,
		}));
	}
	const { app_metadata: metadata = {}, password_hash: hash, custom_password_hash } = Object(row);
	const reserved = RESERVED.filter((name) => Object.hasOwn(metadata, name));
	if (reserved.length > 0) {
		const message = `Property not allowed: ${reserved.join(', ')}`;
		return [{ code: 'NOT_PASSED', message, path: 'app_metadata' }];
	}
	if (hash !== undefined && custom_password_hash !== undefined) {
		const message = 'password_hash and custom_password_hash are mutually exclusive';
		return [{ code: 'NOT_PASSED', message, path: 'password_hash' }];
	}
	if (hash !== undefined && !/^\$2[ab]\$10\$[./A-Za-z0-9]{53}$/.test(hash)) {
		const message = "Object didn't pass validation for format bcrypt";
		return [{ code: 'INVALID_FORMAT', message, path: 'password_hash' }];
	}
	return [];
}

/**
 * Imports a user.
 *
 * @returns what was done, or why nothing was
 */
export function importUser(
	target: Target,
	given: ImportedUser,
): 'inserted' | 'updated' | ImportError {
	const { users, connection, upsert } = target;
	const row = normalise(given, connection);
	const byEmail = users
		.findByEmail(row.email)
		.find(({ identities }) => identities[0]?.connection === connection.name);
	if (byEmail) {
		return upsert
			? update(target, byEmail, row)
			: {
					code: 'DUPLICATED_USER',
					message: 'The user already exist and upsert parameter is false',
				};
	}
	const bareId = row.user_id || randomBytes(12).toString('hex');
	const id = `${connection.strategy}|${bareId}`;
	const login = { username: row.username, phone_number: row.phone_number };
	if (users.get(id) || users.hasLogin(login, connection)) {
		return upsert
			? {
					code: 'CONFLICT',
					message: 'There is a user with the same user_id, username or phone_number',
				}
			: {
					code: 'DUPLICATED_USER',
					message: 'The user already exist and upsert parameter is false',
				};
	}
	const now = new Date().toISOString();
	users.put({
		...defaultsFor(row),
		...profileOf(row),
		user_id: id,
		created_at: now,
		updated_at: now,
		identities: [
			{
				connection: connection.name,
				user_id: bareId,
				provider: connection.strategy,
				isSocial: false,
			},
		],
	});
	const { password_hash, custom_password_hash, mfa_factors } = row;
	target.secrets.set(id, {
		...(password_hash !== undefined && { password_hash }),
		...(custom_password_hash !== undefined && { custom_password_hash }),
		...(mfa_factors !== undefined && { mfa_factors }),
	});
	target.userData.authenticationMethods.add(id, ...(mfa_factors ?? []).map(methodOf));
	return 'inserted';
}

/** Metadata is replaced, and an email address that the file does not call verified no longer is. */
function update({ users, secrets }: Target, user: User, row: ImportedUser): 'updated' {
	const changed: User = {
		...user,
		email_verified: false,
		...Object.fromEntries(
			UPSERTED.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]),
		),
		updated_at: new Date().toISOString(),
	};
	users.put(changed);
	// Until the first login with it.
	if (row.custom_password_hash !== undefined && user.last_login === undefined) {
		const kept = secrets.get(user.user_id);
		secrets.set(user.user_id, { ...kept, custom_password_hash: row.custom_password_hash });
	}
	return 'updated';
}

const methodOf = ({ totp, phone, email }: MfaFactor): AuthenticationMethod => ({
	id: `auth_${randomBytes(8).toString('hex')}`,
	created_at: new Date().toISOString(),
	confirmed: true,
	type: totp ? 'totp' : phone ? 'phone' : 'email',
	...(phone && { phone_number: phone.value }),
	...(email && { email: email.value }),
});
