import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { UserProperty } from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import { readSwitch, readText } from '../fieldValues';
import { readIdentifier } from '../identifier';
import { propertyFields, type PropertyName } from './propertyFields';

/** A value of a property; null clears it. */
type Value = string | boolean | null;

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
} as const satisfies Record<PropertyName, UserProperty>;

/**
 * The properties that a collection sets, by Auth0's keys. A field that was not added is not set, nor
 * is a text whose expression returned nothing; a number becomes text, as Auth0 takes no other; an
 * empty text and null stay what they are.
 *
 * @throws InputError naming a switch that is neither true nor false, and a text that holds a
 * list, an object, or a number that is not exact
 */
export function readProperties(collection: IDataObject): IDataObject {
	const body: IDataObject = {};
	for (const [name, field] of Object.entries(propertyFields)) {
		if (!isPropertyName(name) || !Object.hasOwn(collection, name)) continue;
		const value = readValue(field, collection[name]);
		if (value !== undefined) body[API_KEYS[name]] = value;
	}
	return body;
}

/** Auth0's key of a property. */
export const apiKeyOf = (name: PropertyName): UserProperty => API_KEYS[name];

const isPropertyName = (name: string): name is PropertyName => Object.hasOwn(propertyFields, name);

function readValue(field: INodeProperties, given: unknown): Value | undefined {
	const { displayName, name, type } = field;
	if (type === 'boolean') return readSwitch(field, given);
	const value = isRecord(given) && '__rl' in given ? given.value : given;
	if (value === undefined || (value === null && type === 'resourceLocator')) return undefined;
	if (value === null) return null;
	if (type === 'resourceLocator') return readText(field, value) || undefined;
	if (IDENTIFIERS.has(name)) return readIdentifier(displayName, readText(field, value));
	return readText(field, value, { keepsSpaces: true });
}

const IDENTIFIERS: ReadonlySet<string> = new Set(['email', 'phoneNumber', 'userId', 'username']);

/**
 * A body that was typed as JSON, with what names the user as the fields would have read it.
 *
 * @throws as `readIdentifier` does
 */
export function withIdentifiers(body: IDataObject): IDataObject {
	const read = { ...body };
	for (const name of IDENTIFIERS) {
		if (!isPropertyName(name)) continue;
		const key = API_KEYS[name];
		const value = body[key];
		if (typeof value !== 'string') continue;
		read[key] = readIdentifier(propertyFields[name].displayName, value.trim());
	}
	return read;
}
