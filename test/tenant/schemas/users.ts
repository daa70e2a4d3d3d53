import type { SchemaObject } from 'ajv';

import {
	boolean,
	described,
	email,
	fieldsParameters,
	integer,
	nullable,
	object,
	parameters,
	phoneNumber,
	picture,
	text,
	type FieldsQuery,
	type PageQuery,
} from './parts';

/** The body of POST /users. */
export interface CreateUserBody {
	connection: string;
	email?: string;
	phone_number?: string;
	username?: string;
	password?: string;
	user_id?: string;
	name?: string;
	nickname?: string;
	given_name?: string;
	family_name?: string;
	picture?: string;
	blocked?: boolean;
	email_verified?: boolean;
	phone_verified?: boolean;
	verify_email?: boolean;
	user_metadata?: Record<string, unknown>;
	app_metadata?: Record<string, unknown>;
}

/** The attributes that a null unsets. */
export type NullableAttribute =
	| 'email'
	| 'phone_number'
	| 'username'
	| 'password'
	| 'name'
	| 'nickname'
	| 'given_name'
	| 'family_name'
	| 'picture';

/** The body of PATCH /users/{id}. */
export type UpdateUserBody = { [Name in NullableAttribute]?: string | null } & Partial<
	Pick<
		CreateUserBody,
		| 'connection'
		| 'blocked'
		| 'email_verified'
		| 'phone_verified'
		| 'verify_email'
		| 'user_metadata'
		| 'app_metadata'
	>
> & { verify_phone_number?: boolean; client_id?: string };

export interface ListUsersQuery extends FieldsQuery, PageQuery {
	sort?: string;
	q?: string;
	search_engine?: 'v1' | 'v2' | 'v3';
}

export interface UsersByEmailQuery extends FieldsQuery {
	email: string;
}

/** POST /users [post_users] https://auth0.com/docs/api/management/v2/users/post-users */
export const createUserBody: SchemaObject = {
	type: 'object',
	required: ['connection'],
	additionalProperties: false,
	properties: {
		email: described("The user's email", email),
		phone_number: described("The user's phone number", phoneNumber),
		user_metadata: described('Data that does not affect the core functionality', object),
		blocked: described('Whether an administrator blocked this user', boolean),
		email_verified: described('Whether the email address is verified', boolean),
		phone_verified: described('Whether the phone number is verified', boolean),
		app_metadata: described('Data that does affect the core functionality', object),
		given_name: described("The user's given name(s)", text(1, 150)),
		family_name: described("The user's family name(s)", text(1, 150)),
		name: described("The user's full name", text(1, 300)),
		nickname: described("The user's nickname", text(1, 300)),
		picture: described("A URI pointing to the user's picture", picture),
		user_id: described("The external user's id", { ...text(0, 255), pattern: '^\\S*$' }),
		connection: described('Name of the connection', text(1)),
		password: described('Initial password for this user', text(1)),
		verify_email: described('Whether the user receives a verification email', boolean),
		username: described("The user's username", text(1, 128)),
	},
};

/** PATCH /users/{id} https://auth0.com/docs/api/management/v2/users/patch-users-by-id */
export const updateUserBody: SchemaObject = {
	type: 'object',
	properties: {
		email: described('Email address of this user', nullable(email)),
		phone_number: described("The user's phone number", nullable(phoneNumber)),
		user_metadata: described('Data that does not affect the core functionality', object),
		blocked: described('Whether an administrator blocked this user', boolean),
		email_verified: described('Whether the email address is verified', boolean),
		phone_verified: described('Whether the phone number is verified', boolean),
		app_metadata: described('Data that does affect the core functionality', object),
		given_name: described('Given name of this user', nullable(text(1, 150))),
		family_name: described('Family name of this user', nullable(text(1, 150))),
		name: described('Name of this user', nullable(text(1, 300))),
		nickname: described('Preferred nickname of this user', nullable(text(1, 300))),
		picture: described('URL to the picture of this user', nullable(picture)),
		connection: described('Name of the connection to target for this user update', text(1)),
		client_id: described('Auth0 client ID', text(1)),
		password: described('New password for this user', nullable(text(1))),
		verify_email: described('Whether the user receives a verification email', boolean),
		verify_phone_number: described('Whether the user receives a text', boolean),
		username: described("The user's username", nullable(text(1, 128))),
	},
};

/** GET /users [get_users] https://auth0.com/docs/api/management/v2/users/get-users */
export const listUsersQuery = parameters({
	page: described('Page index of the results to return', integer(0)),
	per_page: described('Number of results per page', integer(0, 100)),
	include_totals: described('Whether the total count is returned', boolean),
	sort: described('Field to sort by', text()),
	connection: described('Connection filter', text()),
	...fieldsParameters,
	q: described('Query in Lucene query string syntax', text()),
	search_engine: described('The version of the search engine', {
		type: 'string',
		enum: ['v1', 'v2', 'v3'],
	}),
	primary_order: described('Whether the order is deterministic', boolean),
});

/** GET /users/{id} https://auth0.com/docs/api/management/v2/users/get-users-by-id */
export const fieldsQuery = parameters(fieldsParameters);

/** GET /users-by-email https://auth0.com/docs/api/management/v2/users-by-email */
export const usersByEmailQuery = parameters(
	{ ...fieldsParameters, email: described('Email address to search for (case-sensitive)', text()) },
	['email'],
);
