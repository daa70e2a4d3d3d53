import type { SchemaObject } from 'ajv';

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

export interface FieldsQuery {
	fields?: string;
	include_fields?: boolean;
}

export interface ListUsersQuery extends FieldsQuery {
	page?: number;
	per_page?: number;
	include_totals?: boolean;
	sort?: string;
	q?: string;
	search_engine?: 'v1' | 'v2' | 'v3';
}

export interface UsersByEmailQuery extends FieldsQuery {
	email: string;
}

export interface ListConnectionsQuery extends FieldsQuery {
	page?: number;
	per_page?: number;
	include_totals?: boolean;
	from?: string;
	take?: number;
	strategy?: string[];
	name?: string;
}

const described = (description: string, schema: SchemaObject): SchemaObject => ({
	description,
	...schema,
});
const text = (minLength?: number, maxLength?: number): SchemaObject => ({
	type: 'string',
	...(minLength !== undefined && { minLength }),
	...(maxLength !== undefined && { maxLength }),
});
const nullable = (schema: SchemaObject): SchemaObject => ({ ...schema, type: ['string', 'null'] });
const boolean = { type: 'boolean' };
const object = { type: 'object' };
const email = { type: 'string', format: 'email' };
const phoneNumber = { type: 'string', pattern: '^\\+[0-9]{1,15}$' };
const picture = { type: 'string', format: 'strict-uri' };
const integer = (minimum: number, maximum?: number): SchemaObject => ({
	type: 'integer',
	minimum,
	...(maximum !== undefined && { maximum }),
});

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

const fieldsParameters = {
	fields: described('Comma-separated list of fields to include or exclude', text()),
	include_fields: described('Whether the specified fields are included', boolean),
};

const parameters = (
	properties: Record<string, SchemaObject>,
	required: string[] = [],
): SchemaObject => ({ type: 'object', required, additionalProperties: false, properties });

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

const STRATEGIES =
	'ad adfs amazon apple dropbox bitbucket auth0-oidc auth0 baidu bitly box custom daccount dwolla ' +
	'email evernote-sandbox evernote exact facebook fitbit github google-apps google-oauth2 ' +
	'instagram ip line linkedin oauth1 oauth2 office365 oidc okta paypal paypal-sandbox ' +
	'pingfederate planningcenter salesforce-community salesforce-sandbox salesforce samlp ' +
	'sharepoint shopify shop sms soundcloud thirtysevensignals twitter untappd vkontakte waad ' +
	'weibo windowslive wordpress yahoo yandex auth0-adldap';

/** GET /connections https://auth0.com/docs/api/management/v2/connections/get-connections */
export const listConnectionsQuery = parameters({
	per_page: described('The amount of entries per page', integer(1, 100)),
	page: described('The page number. Zero based', integer(0)),
	include_totals: described('Whether a query summary is included', boolean),
	from: described('Optional Id from which to start selection', text()),
	take: described('Number of results per page', integer(1, 100)),
	strategy: described('Provide strategies to only retrieve such connections', {
		type: 'array',
		items: { type: 'string', enum: STRATEGIES.split(' ') },
	}),
	name: described('Provide the name of the connection to retrieve', text()),
	...fieldsParameters,
});
