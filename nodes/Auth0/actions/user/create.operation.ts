import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { checkFormats } from './checks';
import { connectionField } from './connectionField';
import { metadataFields, readMetadata } from './metadata';
import { alphabetically, propertyFields } from './propertyFields';
import { bodyFields, readBody, usesJson } from './requestBody';
import { output, simplifyField } from './simplify';
import { readProperties, type UserBody } from './userProperties';

const DEFAULT_CONNECTION = 'Username-Password-Authentication';

const showFields = { show: { specifyBody: ['fields'] } };

const fields: INodeProperties[] = [
	...bodyFields(
		'Create needs the permission create:users',
		'{\n  "connection": "Username-Password-Authentication",\n  "email": "jane.doe@example.com",\n  "password": ""\n}',
	),
	{
		...connectionField,
		required: true,
		displayOptions: showFields,
		default: { mode: 'list', value: DEFAULT_CONNECTION, cachedResultName: DEFAULT_CONNECTION },
		description:
			'The database or passwordless connection that the user is created in. The list needs the permission read:connections; without it, choose By Name.',
	},
	{
		...propertyFields.email,
		displayOptions: showFields,
		description:
			'Email address of the new user. Auth0 mails a verification link to it, unless Email Verified or Send Verification Email says otherwise.',
	},
	{
		...propertyFields.password,
		displayOptions: showFields,
		description:
			'First password, which a database connection needs. Leave it empty in a passwordless connection.',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: showFields,
		options: alphabetically([
			propertyFields.blocked,
			propertyFields.emailVerified,
			propertyFields.familyName,
			propertyFields.givenName,
			propertyFields.name,
			propertyFields.nickname,
			propertyFields.phoneNumber,
			propertyFields.phoneVerified,
			propertyFields.picture,
			propertyFields.userId,
			propertyFields.username,
			propertyFields.verifyEmail,
			...metadataFields(''),
		]),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [simplifyField],
	},
];

/** post_users: a new user in a database or passwordless connection. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const body = usesJson(item) ? readBody(item) : readFields(item);
	check(item, body);
	const user = await api.request<IDataObject>({
		method: 'POST',
		path: '/users',
		body,
		subject: {
			name: `User “${body.email ?? body.username ?? body.phone_number}”`,
			whenExisting:
				'Change the user with the operation Update, or create this one with another email address, username or phone number.',
		},
	});
	return output(item, user);
}

function readFields(item: Item): UserBody {
	const additional = item.collection('additionalFields');
	return {
		...withoutBlanks(
			readProperties(item, {
				...additional,
				connection: item.reference('connection').value,
				email: item.text('email'),
				password: item.value('password'),
			}),
		),
		...readMetadata(item, additional),
	};
}

/** A new user has nothing to clear: an empty cell of a sheet is a field that is not given. */
function withoutBlanks(body: UserBody): UserBody {
	return Object.fromEntries(
		Object.entries(body)
			.filter(([, value]) => value !== '' && value !== null)
			// A sheet gives a username or an ID of digits as a number; Auth0 takes text only.
			.map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
	);
}

function check(item: Item, body: UserBody) {
	if (typeof body.connection !== 'string' || body.connection.trim() === '') {
		throw item.refusal(
			usesJson(item) ? 'Body names no connection.' : 'Connection is empty.',
			'Name the connection that the user is created in, such as Username-Password-Authentication.',
		);
	}
	if (!body.email && !body.username && !body.phone_number) {
		throw item.refusal(
			'Email is empty, and there is neither a Username nor a Phone Number.',
			'Enter what the user logs in with. If it is an expression, check that this item has the value.',
		);
	}
	checkFormats(item, body);
}

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a user',
		description: 'Add a user to a connection (permission create:users)',
	},
	fields,
	execute,
};
