import type { INodeProperties } from 'n8n-workflow';

import { customDomainField } from '../brandOptions';
import { choice } from '../choice';
import { readIdentifier } from '../identifier';
import { optionsField } from '../requestOptions';
import { splitIdentity } from './identities';
import { propertyFields } from './propertyFields';
import { outputOptions, simplifyField } from './userOutput';
import { InputError } from '../../transport/inputError';
import type { Parameters } from '../parameters';
import { LOGINS, type Login } from './logins';
import { metadataModeField } from './metadataMode';
import { newUserConnection, newUserFields } from './newUser';
import type { UserReference } from './userField';

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
	description: 'How to tell whether the user is there already',
	options: [
		{ name: 'Email and Connection', value: 'email' },
		{ name: 'Phone Number and Connection', value: 'phone' },
		{ name: 'User ID', value: 'userId' },
		{ name: 'Username and Connection', value: 'username' },
	],
});

export const upsertFields: INodeProperties[] = [
	findBy.field,
	newUserConnection,
	{
		...propertyFields.email,
		description: 'Email address of the user, which is unique in a connection',
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
		placeholder: 'e.g. auth0|5f7c8ec7c33c6c004bbafe82',
		displayOptions: { show: { findBy: ['userId'] } },
		description:
			'The whole user_id. A new user gets it, too, with the prefix that belongs to the connection.',
	},
	{
		...propertyFields.password,
		description:
			'First password of a new user, which a database connection needs. A user who is there already keeps the own one.',
	},
	{
		displayName: 'Fields to Set',
		name: 'fieldsToSet',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What a new user gets, and what is changed of one who is there already',
		options: newUserFields,
	},
	simplifyField,
	optionsField(customDomainField, metadataModeField, ...outputOptions),
];

/**
 * How the user is to be found.
 *
 * @throws InputError naming the field that is empty, or holds something else
 */
export function readFindBy(parameters: Parameters): UserReference {
	const login = findBy.read(parameters);
	if (login === 'userId') {
		const { provider, user_id: id } = splitIdentity('User ID', parameters.text('upsertUserId'));
		return { id: `${provider}|${id}` };
	}
	const { parameter, label } = FIND_BY[login];
	const value = readIdentifier(label, parameters.text(parameter));
	if (value !== '') return { login, value };
	throw new InputError(
		`${label} is empty.`,
		`Enter the ${LOGINS[login].noun} by which to find the user. If it is an expression, check that this item has the value.`,
	);
}
