import type { INodeProperties } from 'n8n-workflow';

import { EMAIL_EXAMPLE } from '../../api/examples';
import { createUser } from '../../api/userCreation';
import type { NewUser } from '../../api/userSchema';
import { alphabetically } from '../../fields/alphabetically';
import { customDomainField, customDomainHeaders, type Headers } from '../../fields/brandOptions';
import { DEFAULT_CONNECTION } from '../../fields/connectionField';
import { outputOptions, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import {
	requireNewUser,
	newUserConnection,
	newUserFields,
	readNewUser,
	PASSWORD_REQUIRED,
} from '../../fields/user/newUser';
import { propertyFields } from '../../fields/user/propertyFields';
import {
	bodyField,
	inputModeField,
	readNewUserBody,
	usesJson,
} from '../../fields/user/requestBody';
import { readUserOutput } from '../../fields/user/userOutput';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { newUserKeys } from '../userKeys';

const showFields = { show: { specifyBody: ['fields'] } };

const fields: INodeProperties[] = [
	bodyField(
		`{\n  "connection": "${DEFAULT_CONNECTION}",\n  "email": "${EMAIL_EXAMPLE}",\n  "password": ""\n}`,
	),
	{ ...newUserConnection, displayOptions: showFields },
	{
		...propertyFields.email,
		displayOptions: showFields,
		description:
			'Email address of the new user. Auth0 sends a verification email unless Email Verified is on or Send Verification Email is off.',
	},
	{
		...propertyFields.password,
		displayOptions: showFields,
		description: `Initial password. ${PASSWORD_REQUIRED} Leave it empty for passwordless connections.`,
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
	...simplifyFields,
	optionsField(customDomainField, ...outputOptions),
	inputModeField,
];

interface Input {
	body: NewUser;
	/** Whether the body was typed as JSON. */
	isJson: boolean;
	headers: Headers;
	show: Show;
}

function read(item: Item): Input {
	const isJson = usesJson(item);
	const body = isJson
		? requireNewUser(readNewUserBody(item), "'Body' has no connection.")
		: requireNewUser(readNewUser(item, 'additionalFields'));
	return { body, isJson, headers: customDomainHeaders(item), show: readUserOutput(item) };
}

/** Creates a user in a database or passwordless connection. */
export const create: Operation<Input> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create user',
		description: 'Add a user to a connection',
	},
	permissions: { needs: ['create:users'] },
	fields,
	read,
	// Of two items with the same login, the first creates the user.
	key: ({ body }) => newUserKeys(body),
	async execute({ body, isJson, headers, show }, { management }) {
		const creation = { ...createUser(body), ...(isJson && { bodyField: 'Body' }), headers };
		return show(await management.request(creation));
	},
};
