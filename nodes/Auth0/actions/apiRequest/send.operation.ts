import type { IDataObject, IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { listOf, record, type Reader } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import type { ApiRequest } from '../../transport/request';
import { PathError, typedPath } from '../../transport/typedPath';
import { isRecord, toText, type Item } from '../item';
import { checkDepth, parseJson } from '../json';
import { listFields, readLimit } from '../listFields';
import { onlyFor } from '../onlyFor';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const satisfies IHttpRequestMethods[];
const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

/** The node sets these itself. */
const OWN_HEADERS =
	/^(authorization|connection|content-length|content-type|cookie|host|proxy-.*|transfer-encoding)$/i;

/** n8n's HTTP client leaves these out. */
const UNSENT_HEADERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

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
					description: 'Its name, as Auth0 calls it',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: `e.g. ${placeholder[1]}`,
					description: 'Its value, as it is: the node encodes it',
				},
			],
		},
	],
});

const fields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		default: 'GET',
		description: 'What to do, as the documentation of the endpoint says',
		options: METHODS.map((method) => ({ name: method, value: method })),
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /users/{user}/roles',
		description:
			'What follows /api/v2 in the <a href="https://auth0.com/docs/api/management/v2">Management API</a>. Write a name in braces for a value that is added below, such as {user}: it is encoded, whatever it holds.',
		hint: 'It needs the permission that the documentation of the endpoint names, such as read:users',
	},
	pairsField(
		'Path Parameters',
		'pathParameters',
		'Parameter',
		['user', 'auth0|5f7c8ec7c33c6c004bbafe82'],
		'The values of the names in braces in Path',
	),
	pairsField(
		'Query Parameters',
		'queryParameters',
		'Parameter',
		['fields', 'user_id,email'],
		'What follows the question mark of an address; a name that is given twice is sent twice',
	),
	onlyFor(
		{ method: WITH_BODY },
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '',
			placeholder: 'e.g. { "name": "Editor" }',
			description: 'The body of the request as JSON, or empty for none',
		},
	),
	onlyFor(
		{ method: ['GET'] },
		{
			displayName: 'Paging',
			name: 'paging',
			type: 'options',
			noDataExpression: true,
			default: 'none',
			description: 'How the endpoint gives out a long list; each entry becomes an item',
			options: [
				{ name: 'Checkpoint', value: 'checkpoint', description: 'With from and take' },
				{ name: 'None', value: 'none', description: 'One request' },
				{ name: 'Page Numbers', value: 'page', description: 'With page and per_page' },
			],
		},
	),
	...listFields.map((field) => onlyFor({ method: ['GET'], paging: ['page', 'checkpoint'] }, field)),
	optionsField(
		pairsField(
			'Headers',
			'headers',
			'Header',
			['auth0-custom-domain', 'login.example.com'],
			'Headers besides those that every request has',
		),
	),
];

/** Any operation of the Management API. */
async function execute(item: Item, api: ManagementApi): Promise<IDataObject | IDataObject[]> {
	const request = readRequest(item);
	const paging = request.method === 'GET' ? item.choice('paging') : 'none';
	if (paging === 'page' || paging === 'checkpoint') {
		const list = { ...request, row: record, isCheckpoint: paging === 'checkpoint' };
		return await readList(api, list, readLimit(item));
	}
	return await api.request(request);
}

/** Auth0 answers many a change without a word. */
const answer: Reader<IDataObject | IDataObject[]> = (body) => {
	if (body === '') return { success: true };
	return Array.isArray(body) ? listOf(record)(body) : record(body);
};

function readRequest(item: Item): ApiRequest<IDataObject | IDataObject[]> {
	const given = item.text('method').toUpperCase();
	const method = METHODS.find((known) => known === given);
	if (!method) {
		throw item.refusal(`Method is “${given}”.`, `Choose one of ${METHODS.join(', ')}.`);
	}
	const path = readPath(item);
	const body = method === 'GET' ? undefined : readBody(item);
	return {
		method,
		path,
		query: readQuery(item),
		headers: readHeaders(item),
		...(body && { body }),
		answers: answer,
		subject: {
			name: `“${path}”`,
			whenMissing: 'Check Path and the values in it.',
		},
	};
}

function readPath(item: Item): string {
	const values = new Map<string, string>();
	for (const [name, value] of readPairs(item.value('pathParameters'))) {
		if (name === '') {
			throw item.refusal('Path Parameters has an entry without a name.', 'Enter it, or remove it.');
		}
		values.set(name, value);
	}
	try {
		return typedPath(item.text('path'), values);
	} catch (error) {
		if (error instanceof PathError) throw item.refusal(error.message, error.advice);
		throw item.errorOf(error);
	}
}

function readQuery(item: Item): IDataObject {
	const query = new Map<string, string[]>();
	for (const [name, value] of readPairs(item.value('queryParameters'))) {
		if (name === '') {
			throw item.refusal(
				'Query Parameters has an entry without a name.',
				'Enter it, or remove it.',
			);
		}
		const values = query.get(name) ?? [];
		values.push(value);
		query.set(name, values);
	}
	// Not by assignment: a name can be __proto__.
	return Object.fromEntries(query);
}

function readHeaders(item: Item): Record<string, string> {
	const headers = readPairs(item.collection('options').headers);
	for (const [name, value] of headers) {
		if (OWN_HEADERS.test(name)) {
			throw item.refusal(
				`Headers names “${name}”, which the node sets itself.`,
				'Remove it: the credential of the node gives the authorization.',
			);
		}
		const isDropped = UNSENT_HEADERS.has(name);
		if (isDropped || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e]*$/.test(value)) {
			throw item.refusal(
				`Headers: “${name}” cannot be sent.`,
				'A header has a name such as auth0-custom-domain, and a value in one line.',
			);
		}
	}
	return Object.fromEntries(headers);
}

function readBody(item: Item): object | undefined {
	const given = item.value('body');
	if (given === undefined || given === null || given === '') return undefined;
	const body = typeof given === 'string' ? parseJson(item, 'Body', given) : given;
	checkDepth(item, 'Body', body);
	if (typeof body === 'object' && body !== null) return body;
	throw item.refusal(
		'Body is neither a JSON object nor a list.',
		'Enter one that starts with { or [, such as { "name": "Editor" }.',
	);
}

function readPairs(collection: unknown): Array<[name: string, value: string]> {
	const entries = isRecord(collection) ? collection.entry : undefined;
	if (!Array.isArray(entries)) return [];
	return entries.filter(isRecord).map(({ name, value }) => [toText(name), textOf(value)]);
}

const textOf = (value: unknown) => (typeof value === 'boolean' ? String(value) : toText(value));

export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send an API request',
		description:
			'Send any request of the Auth0 Management API, with the same token, pace and retries as the other operations',
	},
	fields,
	writesTo: (item) => (item.text('method') === 'GET' ? undefined : item.text('path')),
	execute,
};
