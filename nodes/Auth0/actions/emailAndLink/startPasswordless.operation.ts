import type { INodeProperties } from 'n8n-workflow';

import { OWN_CREDENTIAL } from '../../api/authenticationRefusals';
import { type PasswordlessMessage, sendPasswordlessMessage } from '../../api/notifications';
import { emailLanguageField, emailLanguageHeaders, type Headers } from '../../fields/brandOptions';
import { choice } from '../../fields/choice';
import {
	emailField,
	phoneNumberField,
	readEmail,
	readPhoneNumber,
} from '../../fields/emailAndPhone';
import { readJsonObject } from '../../fields/json';
import type { Parameters } from '../../fields/parameters';
import { optionsField } from '../../fields/requestOptions';
import { applicationFieldFor, readApplication } from '../../fields/tenantFields';
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
		applicationFieldFor(
			`The application that the person logs in to. Leave empty to use the application of the credential. ${OWN_CREDENTIAL}`,
		),
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
	body: PasswordlessMessage;
	clientId: string;
	headers: Headers;
}

const read = (item: Item): Input => ({
	body: { ...readRecipient(item), ...readAuthParams(item) },
	clientId: readApplication(item),
	headers: emailLanguageHeaders(item),
});

function readRecipient(parameters: Parameters): PasswordlessMessage {
	const connection = channel.read(parameters);
	return connection === 'sms'
		? { connection, phone_number: readPhoneNumber(parameters), send: 'code' }
		: { connection, email: readEmail(parameters), send: message.read(parameters) };
}

function readAuthParams(parameters: Parameters): Pick<PasswordlessMessage, 'authParams'> {
	const { authParams: given } = parameters.collection('options');
	const authParams = given === undefined ? undefined : readJsonObject('Auth Parameters', given);
	return { ...(authParams && { authParams }) };
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
	key: ({ body }) => [body.connection === 'sms' ? body.phone_number : body.email.toLowerCase()],
	execute: async ({ body, clientId, headers }, { authentication }) =>
		await authentication.request({ ...sendPasswordlessMessage(body, clientId), headers }),
};
