import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { LookUp, Subject } from '../../transport/request';
import { isRecord, type Item } from '../item';
import type { Operation } from '../operation';
import { requestOptions } from '../requestOptions';
import { checkFormats } from './checks';
import { connectionField } from './connectionField';
import { metadataFields, readMetadata } from './metadata';
import { alphabetically, propertyFields } from './propertyFields';
import { bodyFields, readBody, usesJson } from './requestBody';
import { output, simplifyField } from './simplify';
import { labelOf, readProperties, type UserBody } from './userProperties';

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
			...metadataFields(),
		]),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: alphabetically([simplifyField, ...requestOptions]),
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
		subject: subjectOf(body),
		labelOf: usesJson(item) ? undefined : labelOf,
		lookUp: lookUpOf(body),
	});
	return output(item, user);
}

function subjectOf({ email, username, phone_number: phone, user_id: id }: UserBody): Subject {
	return {
		name: `User “${email ?? username ?? phone}”`,
		whenExisting: `Change the user with the operation Update, or create this one with another email address, username${
			id === undefined ? ' or' : ','
		} phone number${id === undefined ? '' : ` or User ID: “${id}” may be taken, too`}.`,
	};
}

/** How to find out whether the user was created after all: in a connection, an email is unique. */
function lookUpOf({ email, connection }: UserBody): LookUp<IDataObject> | undefined {
	if (!email) return undefined;
	return {
		request: {
			method: 'GET',
			path: '/users-by-email',
			query: { email: String(email).toLowerCase() },
		},
		matches: ({ identities }) =>
			Array.isArray(identities) &&
			identities.some((identity) => isRecord(identity) && identity.connection === connection),
	};
}

function readFields(item: Item): UserBody {
	const additional = item.collection('additionalFields');
	return {
		...withoutBlanks(
			readProperties(item, {
				...additional,
				connection: item.reference('connection').value,
				email: item.value('email'),
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
	if (typeof body.user_id === 'string' && body.user_id.includes('|')) {
		throw item.refusal(
			`User ID “${body.user_id}” holds a prefix.`,
			'Enter it without the part up to the |: Auth0 adds the prefix of the connection, such as auth0|.',
		);
	}
	checkFormats(item, body);
}

/** The login: of two items with the same one, the first creates the user. */
function writesTo(item: Item): string | undefined {
	const given = usesJson(item) ? readBody(item) : { email: item.text('email') };
	const { username, phoneNumber } = item.collection('additionalFields');
	const login = given.email || given.username || given.phone_number || username || phoneNumber;
	return login ? String(login).toLowerCase() : undefined;
}

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a user',
		description: 'Add a user to a connection (permission create:users)',
	},
	fields,
	writesTo,
	execute,
};
