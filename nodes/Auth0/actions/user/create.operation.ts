import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createUser, type UserBody } from '../../api/users';
import type { ManagementApi } from '../../transport/managementApi';
import { alphabetically } from '../../fields/alphabetically';
import { customDomainField, customDomainHeaders } from '../../fields/brandOptions';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { optionsField } from '../../fields/requestOptions';
import { readMetadata } from '../../fields/user/metadata';
import { checkNewUser, newUserConnection, newUserFields, withoutBlanks } from './newUser';
import { propertyFields } from '../../fields/user/propertyFields';
import { bodyFields, readBody, usesJson } from '../../fields/user/requestBody';
import { output, outputFields } from '../../fields/user/userOutput';
import { newUserKeys } from './userKeys';
import { readProperties } from '../../fields/user/userProperties';

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
	optionsField(customDomainField, ...outputFields),
];

/** post_users: a new user in a database or passwordless connection. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const isJson = usesJson(item);
	const body = read(item);
	checkNewUser(body, isJson ? 'Body names no connection.' : undefined);
	const headers = customDomainHeaders(item);
	const request = { ...createUser(body), headers, ...(isJson && { bodyField: 'Body' }) };
	return output(item, await api.request(request));
}

const read = perItem((item: Item) =>
	usesJson(item) ? readBody(item, 'create') : readFields(item),
);

function readFields(item: Item): UserBody {
	const given = withoutBlanks({
		...item.collection('additionalFields'),
		connection: item.reference('connection').value,
		email: item.value('email'),
		password: item.value('password'),
	});
	return { ...readProperties(given), ...readMetadata(given) };
}

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a user',
		description: 'Add a user to a connection (permission create:users)',
	},
	fields,
	// Of two items with the same login, the first creates the user.
	writesTo: (item) => newUserKeys(read(item)),
	execute,
};
