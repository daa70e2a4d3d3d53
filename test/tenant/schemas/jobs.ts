import type { SchemaObject } from 'ajv';

import { body, boolean, connectionId, described, email, integer, phoneNumber, text } from './parts';

/** A field of an export, and what it is called there. */
export interface ExportField {
	name: string;
	export_as?: string;
}

/** The body of POST /jobs/users-exports. */
export interface UsersExportBody {
	connection_id?: string;
	format?: 'json' | 'csv';
	limit?: number;
	fields?: ExportField[];
}

/** The parts of POST /jobs/users-imports: all are text, the users are a file. */
export interface UsersImportBody {
	users: string;
	connection_id: string;
	upsert?: 'true' | 'false';
	external_id?: string;
	send_completion_email?: 'true' | 'false';
}

/** A hash of a password, by whichever algorithm. */
export interface CustomPasswordHash {
	algorithm: string;
	hash: { value?: string; encoding?: string };
}

/** A second factor of an imported user: exactly one of them. */
export interface MfaFactor {
	totp?: { secret: string };
	phone?: { value: string };
	email?: { value: string };
}

/** A user in the file of an import. */
export interface ImportedUser {
	email: string;
	email_verified?: boolean;
	phone_number?: string;
	phone_verified?: boolean;
	user_id?: string;
	username?: string;
	given_name?: string;
	family_name?: string;
	name?: string;
	nickname?: string;
	picture?: string;
	blocked?: boolean;
	password_hash?: string;
	custom_password_hash?: CustomPasswordHash;
	app_metadata?: Record<string, unknown>;
	user_metadata?: Record<string, unknown>;
	mfa_factors?: MfaFactor[];
}

const oneOf = (...values: string[]): SchemaObject => ({ type: 'string', enum: values });
const encoding = oneOf('base64', 'hex', 'utf8');

/** POST /jobs/users-exports https://auth0.com/docs/api/management/v2/jobs/post-users-exports */
export const usersExportBody = body({
	connection_id: described('ID of the connection', connectionId),
	format: described('Format of the file', oneOf('json', 'csv')),
	limit: described('Limit the number of records', integer(1)),
	fields: described('List of fields to be included', {
		type: 'array',
		items: body(
			{
				name: described('Name of the field in the profile', text(undefined, 100)),
				export_as: described('Title of the column', text(undefined, 100)),
			},
			['name'],
		),
	}),
});

/** The parts of POST /jobs/users-imports besides the file. */
export const usersImportBody: SchemaObject = {
	type: 'object',
	properties: {
		connection_id: { type: 'string', pattern: connectionId.pattern },
		upsert: described('Whether to update users', oneOf('true', 'false')),
		external_id: described('Customer-defined ID', text()),
		send_completion_email: described('Whether to send a completion email', oneOf('true', 'false')),
	},
};

const customPasswordHash = body(
	{
		algorithm: oneOf(
			...'argon2 bcrypt hmac ldap md4 md5 sha1 sha256 sha512 pbkdf2 scrypt'.split(' '),
		),
		hash: {
			type: 'object',
			properties: {
				value: text(),
				encoding,
				digest: oneOf(...'md4 md5 ripemd160 sha1 sha224 sha256 sha384 sha512 whirlpool'.split(' ')),
				key: {
					type: 'object',
					required: ['value'],
					properties: { value: text(), encoding },
				},
			},
		},
		salt: {
			type: 'object',
			required: ['value'],
			properties: { value: text(), encoding, position: oneOf('prefix', 'suffix') },
		},
		password: {
			type: 'object',
			properties: { encoding: oneOf('ascii', 'utf8', 'utf16le', 'ucs2', 'latin1', 'binary') },
		},
		keylen: integer(1),
		cost: integer(2),
		blockSize: integer(1),
		parallelization: integer(1),
	},
	['algorithm', 'hash'],
);

const mfaFactor: SchemaObject = {
	type: 'object',
	maxProperties: 1,
	additionalProperties: false,
	properties: {
		totp: body({ secret: { type: 'string', pattern: '^[A-Z2-7]+$' } }, ['secret']),
		phone: body({ value: phoneNumber }, ['value']),
		email: body({ value: email }, ['value']),
	},
};

/**
 * A user in the file of an import.
 * https://auth0.com/docs/manage-users/user-migration/bulk-user-import-schema
 */
export const importedUser = body(
	{
		email,
		email_verified: boolean,
		phone_number: phoneNumber,
		phone_verified: boolean,
		user_id: text(),
		username: text(),
		given_name: text(),
		family_name: text(),
		name: text(),
		nickname: text(),
		picture: text(),
		blocked: boolean,
		password_hash: text(),
		custom_password_hash: customPasswordHash,
		app_metadata: { type: 'object' },
		user_metadata: { type: 'object' },
		mfa_factors: { type: 'array', minItems: 1, maxItems: 10, items: mfaFactor },
	},
	['email'],
);
