import type { INodeProperties } from 'n8n-workflow';

import { type PasswordlessStart, sendPasswordlessMessage } from '../../api/notifications';
import { emailLanguageField, emailLanguageHeaders, type Headers } from '../../fields/brandOptions';
import { choice } from '../../fields/choice';
import {
	emailField,
	phoneNumberField,
	readEmail,
	readPhoneNumber,
} from '../../fields/emailAndPhone';
import { readJsonObject } from '../../fields/json';
import { optionsField } from '../../fields/requestOptions';
import { applicationField, readApplication } from '../../fields/tenantFields';
import type { Item } from '../item';
import type { Operation } from '../operation';

const channel = choice({
	displayName: 'Send By',
	name: 'channel',
	noDataExpression: true,
	default: 'email',
	description: 'Passwordless connection to send the message with',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'SMS', value: 'sms' },
	],
});

const message = choice({
	displayName: 'Message',
	name: 'send',
	default: 'code',
	displayOptions: { show: { channel: ['email'] } },
	description: 'Type of message to send',
	options: [
		{
			name: 'Magic Link',
			value: 'link',
			description: 'A link that logs the person in with one click',
		},
		{ name: 'One-Time Code', value: 'code', description: 'A code to enter on the login page' },
	],
});

const fields: INodeProperties[] = [
	channel.field,
	{
		...emailField,
		required: true,
		displayOptions: { show: { channel: ['email'] } },
		description: 'Email address to send the code or link to',
	},
	{
		...phoneNumberField,
		required: true,
		displayOptions: { show: { channel: ['sms'] } },
		description:
			'Phone number to send the code to, with a plus sign and the country code, digits only (E.164)',
	},
	message.field,
	optionsField(
		emailLanguageField,
		{
			...applicationField,
			description:
				'The application that the person logs in to. Leave empty to use the application of the credential. An application with a secret needs its own credential. The list requires the read:clients permission; without it, choose By Client ID.',
		},
		{
			displayName: 'Auth Parameters',
			name: 'authParams',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "scope": "openid", "redirect_uri": "https://app.example.com/" }',
			description:
				'Parameters that the link passes to the login, such as scope, state, redirect_uri and response_type, as a JSON object',
		},
	),
];

interface Input {
	start: PasswordlessStart;
	headers: Headers;
}

function read(item: Item): Input {
	const by = channel.read(item);
	const isSms = by === 'sms';
	const given = item.collection('options').authParams;
	return {
		start: {
			channel: by,
			send: isSms ? 'code' : message.read(item),
			authParams: given === undefined ? undefined : readJsonObject('Auth Parameters', given),
			recipient: isSms ? readPhoneNumber(item) : readEmail(item),
			clientId: readApplication(item),
		},
		headers: emailLanguageHeaders(item),
	};
}

/** Has Auth0 send a code or a link, by its public Authentication API. */
export const startPasswordless: Operation<Input> = {
	option: {
		name: 'Send One-Time Code or Magic Link',
		value: 'startPasswordless',
		action: 'Send one-time code or magic link',
		description: 'Send a one-time code or magic link for passwordless login',
	},
	permissions: { needs: [] },
	fields,
	read,
	key: ({ start: { recipient } }) => [recipient.toLowerCase()],
	execute: async ({ start, headers }, { authentication }) =>
		await authentication.request({ ...sendPasswordlessMessage(start), headers }),
};
