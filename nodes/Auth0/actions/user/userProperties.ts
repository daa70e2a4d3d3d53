import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord, type Item } from '../item';
import { propertyFields, type PropertyName } from './propertyFields';

/** A value as the person gave it: Auth0 decides whether it fits the property. */
type Value = string | number | boolean | null;

/** The properties of a user besides metadata: Auth0's key of each field. */
const API_KEYS = {
	blocked: 'blocked',
	clientId: 'client_id',
	connection: 'connection',
	email: 'email',
	emailVerified: 'email_verified',
	familyName: 'family_name',
	givenName: 'given_name',
	name: 'name',
	nickname: 'nickname',
	password: 'password',
	phoneNumber: 'phone_number',
	phoneVerified: 'phone_verified',
	picture: 'picture',
	userId: 'user_id',
	username: 'username',
	verifyEmail: 'verify_email',
	verifyPhoneNumber: 'verify_phone_number',
} as const satisfies Record<PropertyName, string>;

export type ApiKey = (typeof API_KEYS)[PropertyName];

/** The body of a user to create or to update [post_users, patch_users_by_id]. */
export interface UserBody extends Partial<Record<ApiKey, Value>> {
	user_metadata?: IDataObject;
	app_metadata?: IDataObject;
}

/**
 * The properties that a collection sets, by Auth0's keys. A field that was not added, or whose
 * expression returned nothing, is not set; `false`, `0`, `''` and `null` stay what they are.
 *
 * @throws NodeOperationError naming a field that holds a list or an object
 */
export function readProperties(item: Item, collection: IDataObject): UserBody {
	const body: UserBody = {};
	for (const [name, field] of Object.entries(propertyFields)) {
		if (!isPropertyName(name) || collection[name] === undefined) continue;
		body[API_KEYS[name]] = readValue(item, field, collection[name]);
	}
	return body;
}

const isPropertyName = (name: string): name is PropertyName => name in propertyFields;

function readValue(
	item: Item,
	{ displayName, name, type }: INodeProperties,
	given: unknown,
): Value {
	const value = isRecord(given) && '__rl' in given ? given.value : given;
	if (typeof value === 'string') {
		if (type === 'boolean') return booleanOf(value);
		return IDENTIFIERS.has(name) ? value.trim() : value;
	}
	if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
	throw item.refusal(
		`${displayName} is not a single value.`,
		'Enter a text, or an expression that returns one value, not a list or an object.',
	);
}

const IDENTIFIERS: ReadonlySet<string> = new Set(['email', 'phoneNumber', 'username']);

/** A sheet or a CSV file gives booleans as text. */
function booleanOf(text: string): Value {
	const word = text.trim().toLowerCase();
	return word === 'true' || (word === 'false' ? false : text);
}
