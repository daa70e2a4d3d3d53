import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import type { MetadataKey } from './metadata';

/** What a property of a user can be set to. */
interface Values {
	switch: boolean;
	text: string;
	textOrNull: string | null;
	metadata: IDataObject;
}

/** A kind of values. */
export type ValueKind = keyof Values;

type KindOf<Value> = [Value] extends [boolean]
	? 'switch'
	: [Value] extends [string]
		? 'text'
		: [Value] extends [string | null]
			? 'textOrNull'
			: 'metadata';

/** All properties of a body, each with the kind that Auth0's type for it has. */
type SchemaOf<Content> = {
	readonly [Name in keyof Content]-?: KindOf<Exclude<Content[Name], undefined>>;
};

/** What a new user can have. @see https://auth0.com/docs/api/management/v2/users/post-users */
export const NEW_USER = {
	app_metadata: 'metadata',
	blocked: 'switch',
	connection: 'text',
	email: 'text',
	email_verified: 'switch',
	family_name: 'text',
	given_name: 'text',
	name: 'text',
	nickname: 'text',
	password: 'text',
	phone_number: 'text',
	phone_verified: 'switch',
	picture: 'text',
	user_id: 'text',
	user_metadata: 'metadata',
	username: 'text',
	verify_email: 'switch',
} as const satisfies SchemaOf<Management.CreateUserRequestContent>;

/**
 * What a user can have in an import, besides what the user logs in with.
 *
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-schema
 */
export const IMPORTED_USER = {
	app_metadata: 'metadata',
	blocked: 'switch',
	email: 'text',
	email_verified: 'switch',
	family_name: 'text',
	given_name: 'text',
	name: 'text',
	nickname: 'text',
	phone_number: 'text',
	phone_verified: 'switch',
	picture: 'text',
	user_id: 'text',
	user_metadata: 'metadata',
	username: 'text',
} as const satisfies Partial<typeof NEW_USER>;

/**
 * What an update can change of a user, and how.
 *
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export const USER_CHANGE = {
	app_metadata: 'metadata',
	blocked: 'switch',
	client_id: 'text',
	connection: 'text',
	email: 'textOrNull',
	email_verified: 'switch',
	family_name: 'textOrNull',
	given_name: 'textOrNull',
	name: 'textOrNull',
	nickname: 'textOrNull',
	password: 'textOrNull',
	phone_number: 'textOrNull',
	phone_verified: 'switch',
	picture: 'textOrNull',
	user_metadata: 'metadata',
	username: 'textOrNull',
	verify_email: 'switch',
	verify_phone_number: 'switch',
} as const satisfies SchemaOf<Management.UpdateUserRequestContent>;

/** The kind of each property of a body. */
export type Schema = Readonly<Record<string, ValueKind>>;

/** A body whose properties are of these kinds; each may be missing. */
export type BodyOf<S extends Schema> = { -readonly [Name in keyof S]?: Values[S[Name]] };

/** What is known of a user to create. */
export type NewUserBody = BodyOf<typeof NEW_USER>;

/** A user to create. */
export type NewUser = NewUserBody & { connection: string };

/** What to change of a user. */
export type UserChange = BodyOf<typeof USER_CHANGE>;

/** A property of a user to create or to update, besides metadata. */
export type UserProperty = Exclude<keyof NewUserBody | keyof UserChange, MetadataKey>;

/** The properties of a body that are chosen, by their names. */
export function only<Body extends object>(
	body: Body,
	isChosen: (name: Extract<keyof Body, string>) => boolean,
): Partial<Body> {
	const part: Partial<Body> = { ...body };
	for (const name in body) if (!isChosen(name)) delete part[name];
	return part;
}
