import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { NEW_USER, type NewUserBody } from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { alphabetically } from '../alphabetically';
import {
	CONNECTION_IS_EMPTY,
	DEFAULT_CONNECTION,
	requiredConnectionFieldFor,
} from '../connectionField';
import type { Parameters } from '../parameters';
import { checkFormats } from './checks';
import { metadataFields, readMetadata } from './metadata';
import { propertyFields } from './propertyFields';
import { bodyOf } from './userBody';
import { readProperties } from './userProperties';

/** The connection that a user is created in. */
export const newUserConnection = requiredConnectionFieldFor(
	'The database or passwordless connection to create the user in.',
);

/** Where a new user needs a password. */
export const PASSWORD_REQUIRED = 'Required for database connections.';

/** The properties that a new user can have besides connection, email and password. */
export const newUserFields: INodeProperties[] = alphabetically([
	propertyFields.blocked,
	propertyFields.emailVerified,
	propertyFields.familyName,
	propertyFields.givenName,
	propertyFields.name,
	propertyFields.nickname,
	propertyFields.phoneNumber,
	propertyFields.phoneVerified,
	propertyFields.picture,
	propertyFields.username,
	propertyFields.verifyEmail,
	...metadataFields(),
]);

/**
 * The properties of a new user: connection, email, password, and those of a collection.
 *
 * @param collection the parameter that holds the others
 * @throws InputError naming the field
 */
export function readNewUser(parameters: Parameters, collection: string): NewUserBody {
	const given = withoutBlanks({
		...parameters.collection(collection),
		connection: parameters.reference(newUserConnection.name).value,
		email: parameters.value('email'),
		password: parameters.value('password'),
	});
	return bodyOf(NEW_USER, { ...readProperties(given), ...readMetadata(given) });
}

/**
 * What a collection gives a new user, who has nothing to clear: an empty cell of a sheet is a field
 * that is not given, in rows of metadata, too.
 */
export function withoutBlanks(collection: IDataObject): IDataObject {
	const given = Object.entries(collection).filter(([, value]) => !isBlank(value));
	return Object.fromEntries(given.map(([name, value]) => [name, withoutBlankRows(value)]));
}

/** Whether a cell of a sheet is empty. */
export const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(isRecord(value) && '__rl' in value && isBlank(value.value));

function withoutBlankRows<T>(value: T) {
	if (!isRecord(value) || !Array.isArray(value.entry)) return value;
	const isGiven = (row: unknown) => !isRecord(row) || row.type === 'null' || !isBlank(row.value);
	return { ...value, entry: value.entry.filter(isGiven) };
}

/**
 * Refuses a new user whom Auth0 refuses in every connection.
 *
 * @param noConnection what to say when the connection is missing
 * @returns it, with its connection
 * @throws InputError naming the field
 */
export function requireNewUser<Body extends NewUserBody>(
	body: Body,
	noConnection = CONNECTION_IS_EMPTY,
): Body & { connection: string } {
	const { connection = '' } = body;
	if (connection.trim() === '') {
		throw new InputError(
			noConnection,
			`Enter the connection to create the user in, such as ${DEFAULT_CONNECTION}.`,
		);
	}
	if (!body.email && !body.username && !body.phone_number) {
		throw new InputError(
			"'Email', 'Username' and 'Phone Number' are all empty.",
			`Enter at least one of them. ${CHECK_EXPRESSION}`,
		);
	}
	if (body.user_id?.includes('|')) {
		throw new InputError(
			`“${body.user_id}” in 'User ID' includes a prefix.`,
			'Enter only the part after the |. Auth0 adds the prefix of the connection, such as auth0|.',
		);
	}
	checkFormats(body);
	return { ...body, connection };
}
