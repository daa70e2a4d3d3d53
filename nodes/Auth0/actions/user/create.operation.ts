import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import { alphabetically } from '../alphabetically';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';
import { readMetadata } from './metadata';
import {
	checkNewUser,
	creationOf,
	newUserConnection,
	newUserFields,
	withoutBlanks,
} from './newUser';
import { propertyFields } from './propertyFields';
import { bodyFields, readBody, usesJson } from './requestBody';
import { output, outputFields } from './userOutput';
import { readProperties, type UserBody } from './userProperties';

const showFields = { show: { specifyBody: ['fields'] } };

const fields: INodeProperties[] = [
	...bodyFields(
		'Create needs the permission create:users',
		'{\n  "connection": "Username-Password-Authentication",\n  "email": "jane.doe@example.com",\n  "password": ""\n}',
	),
	{ ...newUserConnection, displayOptions: showFields },
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
		options: alphabetically([...newUserFields, propertyFields.userId]),
	},
	optionsField(...outputFields),
];

/** post_users: a new user in a database or passwordless connection. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const isJson = usesJson(item);
	const body = isJson ? readBody(item, 'create') : readFields(item);
	checkNewUser(item, body, isJson ? 'Body names no connection.' : undefined);
	return output(item, await api.request(creationOf(body, !isJson)));
}

function readFields(item: Item): UserBody {
	const given = withoutBlanks({
		...item.collection('additionalFields'),
		connection: item.reference('connection').value,
		email: item.value('email'),
		password: item.value('password'),
	});
	return { ...readProperties(item, given), ...readMetadata(item, given) };
}

/** The login: of two items with the same one, the first creates the user. */
function writesTo(item: Item): string | undefined {
	const given = usesJson(item) ? readBody(item, 'create') : { email: item.text('email') };
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
