import type { INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../../api/examples';
import { userIdOf } from '../../api/userIds';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { customDomainField } from '../brandOptions';
import { choice } from '../choice';
import { readIdentifier } from '../identifier';
import { named } from '../named';
import type { Parameters } from '../parameters';
import { optionsField } from '../requestOptions';
import { splitIdentity } from './identities';
import { LOGINS, type Login } from './logins';
import { batchedLookUp } from './lookUp';
import { metadataModeField } from './metadataMode';
import { newUserConnection, newUserFields, PASSWORD_REQUIRED } from './newUser';
import { propertyFields } from './propertyFields';
import type { UserReference } from './userField';
import { outputOptions, simplifyFields } from '../output';

/** The fields that hold what a user is found by, by the value of Find By. */
export const FIND_BY = {
	email: { parameter: 'email', label: 'Email' },
	phone: { parameter: 'upsertPhoneNumber', label: 'Phone Number' },
	username: { parameter: 'upsertUsername', label: 'Username' },
} as const satisfies Record<Login, { parameter: string; label: string }>;

const findBy = choice({
	displayName: 'Find By',
	name: 'findBy',
	noDataExpression: true,
	default: 'email',
	description: 'How to find an existing user',
	options: [
		{ name: 'Email and Connection', value: 'email' },
		{ name: 'Phone Number and Connection', value: 'phone' },
		{ name: 'User ID', value: 'userId' },
		{ name: 'Username and Connection', value: 'username' },
	],
});

/** The fields of Create or Update, in the order of the panel. */
export const upsertFields: INodeProperties[] = [
	findBy.field,
	newUserConnection,
	{
		...propertyFields.email,
		description: 'Email address of the user, which is unique within a connection',
	},
	{
		...propertyFields.phoneNumber,
		name: 'upsertPhoneNumber',
		required: true,
		displayOptions: { show: { findBy: ['phone'] } },
	},
	{
		...propertyFields.username,
		name: 'upsertUsername',
		required: true,
		displayOptions: { show: { findBy: ['username'] } },
	},
	{
		displayName: 'User ID',
		name: 'upsertUserId',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${USER_ID_EXAMPLE}`,
		displayOptions: { show: { findBy: ['userId'] } },
		description: 'Full user ID. A new user gets the same ID, with the prefix of the connection.',
	},
	{
		...propertyFields.password,
		description: `Initial password of a new user. ${PASSWORD_REQUIRED} Existing users keep their password.`,
	},
	{
		displayName: 'Fields to Set',
		name: 'fieldsToSet',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Fields to set on a new or an existing user',
		options: newUserFields,
	},
	...simplifyFields,
	optionsField(customDomainField, batchedLookUp.field, metadataModeField, ...outputOptions),
];

/**
 * How the user is to be found.
 *
 * @throws InputError naming the field that is empty, or holds something else
 */
export function readFindBy(parameters: Parameters): UserReference {
	const login = findBy.read(parameters);
	if (login === 'userId') {
		return { id: userIdOf(splitIdentity('User ID', parameters.text('upsertUserId'))) };
	}
	const { parameter, label } = FIND_BY[login];
	const value = readIdentifier(label, parameters.text(parameter));
	if (value !== '') return { login, value };
	throw new InputError(
		`${named(label)} is empty.`,
		`Enter the ${LOGINS[login].noun} to find the user by. ${CHECK_EXPRESSION}`,
	);
}
