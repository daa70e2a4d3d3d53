import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { AUTHENTICATION_ERRORS, UNKNOWN_DISPATCH } from '../../api/authenticationRefusals';
import { record } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import { emailLanguageField, emailLanguageHeaders } from '../../fields/brandOptions';
import type { Item } from '../item';
import { readJsonObject } from '../../fields/json';
import type { Operation } from '../operation';
import { optionsField } from '../../fields/requestOptions';
import { applicationField } from '../../fields/tenantFields';
import { readEmail, readPhoneNumber } from '../../fields/recipient';

const fields: INodeProperties[] = [
	{
		displayName: 'Send By',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		default: 'email',
		description: 'The passwordless connection that sends the message',
		hint: 'Send One-Time Code or Magic Link needs no permission',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'SMS', value: 'sms' },
		],
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. jane.doe@example.com',
		displayOptions: { show: { channel: ['email'] } },
		description: 'Where the code or link goes',
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +15551234567',
		displayOptions: { show: { channel: ['sms'] } },
		description: 'Where the code goes, with a plus sign and the country code, digits only (E.164)',
	},
	{
		displayName: 'Message',
		name: 'send',
		type: 'options',
		default: 'code',
		displayOptions: { show: { channel: ['email'] } },
		description: 'What the person gets to log in with',
		options: [
			{ name: 'Magic Link', value: 'link', description: 'A link that logs in with one click' },
			{ name: 'One-Time Code', value: 'code', description: 'Digits to type into the login page' },
		],
	},
	optionsField(
		emailLanguageField,
		{
			...applicationField,
			description:
				'The application that the person logs in to; by default that of the credential. One that has a secret needs a credential of its own. The list needs the permission read:clients; without it, choose By Client ID.',
		},
		{
			displayName: 'Auth Parameters',
			name: 'authParams',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "scope": "openid", "redirect_uri": "https://app.example.com/" }',
			description:
				'What the link carries to the login, such as scope, state, redirect_uri and response_type, as a JSON object',
		},
	),
];

// Source: Auth0's rate limit policy.
const LIMIT = {
	text: 'Auth0 takes 50 requests for codes and links an hour from one address, which is that of n8n.',
	refillMs: 3_600_000 / 50,
};

/** startPasswordless of the Authentication API. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject> {
	const isSms = item.choice('channel') === 'sms';
	const send = isSms ? 'code' : item.choice('send');
	const given = item.collection('options').authParams;
	const authParams = given === undefined ? undefined : readJsonObject('Auth Parameters', given);
	const recipient = isSms ? { phone_number: readPhoneNumber(item) } : { email: readEmail(item) };
	return await api.authentication.request({
		method: 'POST',
		path: '/passwordless/start',
		body: {
			connection: isSms ? 'sms' : 'email',
			...recipient,
			send,
			...(authParams && { authParams }),
		},
		headers: emailLanguageHeaders(item),
		clientId: item.locatorOption('application'),
		needsSecret: true,
		limit: LIMIT,
		errors: AUTHENTICATION_ERRORS,
		whenUnknown: UNKNOWN_DISPATCH,
		answers: record,
	});
}

export const startPasswordless: Operation = {
	option: {
		name: 'Send One-Time Code or Magic Link',
		value: 'startPasswordless',
		action: 'Send a one time code or magic link',
		description:
			'Have Auth0 send a person, by email or SMS, what logs in without a password; at most 50 an hour from one address (no permission needed)',
	},
	fields,
	writesTo: (item) => [
		item.text(item.choice('channel') === 'sms' ? 'phoneNumber' : 'email').toLowerCase(),
	],
	execute,
};
