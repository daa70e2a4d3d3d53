import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import { emailLanguageField, emailLanguageHeaders } from '../../fields/brandOptions';
import { connectionField } from '../../fields/connectionField';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../../fields/requestOptions';
import { applicationField, organizationField } from '../../fields/tenantFields';
import { sendPasswordEmail } from './passwordEmail';
import { readEmail } from '../../fields/recipient';
import { InputError } from '../../transport/inputError';

const DEFAULT_CONNECTION = 'Username-Password-Authentication';

const fields: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. jane.doe@example.com',
		description: 'Email address of the user',
		hint: 'Send Password Reset Email needs no permission',
	},
	{
		...connectionField,
		required: true,
		default: { mode: 'list', value: DEFAULT_CONNECTION, cachedResultName: DEFAULT_CONNECTION },
		description:
			'The database connection of the user, which has to be switched on for the application. The list needs the permission read:connections; without it, choose By Name.',
	},
	optionsField(applicationField, emailLanguageField, organizationField),
];

/** changePassword of the Authentication API. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const email = readEmail(item);
	const connection = item.reference('connection').value;
	if (connection === '') {
		throw new InputError(
			'Connection is empty.',
			'Choose the database connection of the user, such as Username-Password-Authentication.',
		);
	}
	const message = await sendPasswordEmail(api, email, connection, {
		clientId: item.locatorOption('application'),
		organization: item.locatorOption('organization'),
		headers: emailLanguageHeaders(item),
	});
	return { email, connection, message };
}

export const sendPasswordReset: Operation = {
	option: {
		name: 'Send Password Reset Email',
		value: 'sendPasswordReset',
		action: 'Send a password reset email',
		description:
			'Have Auth0 mail a user the link to set a new password. Auth0 answers the same whether there is such a user or not (no permission needed).',
	},
	fields,
	writesTo: (item) => [item.text('email').toLowerCase()],
	execute,
};
