import type { INodeProperties } from 'n8n-workflow';

import { USER_ID_EXAMPLE } from '../../api/examples';
import { choice } from '../choice';
import { listFields } from '../listFields';
import { onlyFor } from '../onlyFor';
import { optionsField } from '../requestOptions';
import { paging } from './paging';

/** The choice of the HTTP method. */
export const method = choice({
	displayName: 'Method',
	name: 'method',
	default: 'GET',
	description: 'HTTP method of the endpoint',
	options: [
		{ name: 'DELETE', value: 'DELETE' },
		{ name: 'GET', value: 'GET' },
		{ name: 'PATCH', value: 'PATCH' },
		{ name: 'POST', value: 'POST' },
		{ name: 'PUT', value: 'PUT' },
	],
});

const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

const pairsField = (
	displayName: string,
	name: string,
	one: string,
	placeholder: [name: string, value: string],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${one}`,
	default: {},
	description,
	options: [
		{
			displayName: one,
			name: 'entry',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: `e.g. ${placeholder[0]}`,
					description: `Name of the ${one.toLowerCase()}`,
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: `e.g. ${placeholder[1]}`,
					description: `Value of the ${one.toLowerCase()}`,
				},
			],
		},
	],
});

const IS_ENCODED = 'The node URL-encodes them.';

/** The fields of API Request, in the order of the panel. */
export const fields: INodeProperties[] = [
	method.field,
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /users/{user}/roles',
		description: `The part of the URL after /api/v2 in the <a href="https://auth0.com/docs/api/management/v2">Management API</a>. Use placeholders in braces, such as {user}, for values that you add below. ${IS_ENCODED}`,
	},
	pairsField(
		'Path Parameters',
		'pathParameters',
		'Parameter',
		['user', USER_ID_EXAMPLE],
		'Values for the placeholders in Path',
	),
	pairsField(
		'Query Parameters',
		'queryParameters',
		'Parameter',
		['fields', 'user_id,email'],
		`Query parameters of the endpoint. Repeated names are sent as given; a list is sent as repeated values. ${IS_ENCODED}`,
	),
	onlyFor(
		{ method: WITH_BODY },
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '',
			placeholder: 'e.g. { "name": "Editor" }',
			description: 'Request body as JSON. Leave empty to send none.',
		},
	),
	paging.field,
	...listFields.map((field) => onlyFor({ method: ['GET'], paging: ['page', 'checkpoint'] }, field)),
	optionsField(
		pairsField(
			'Headers',
			'headers',
			'Header',
			['auth0-custom-domain', 'login.example.com'],
			'Additional headers',
		),
	),
];
