import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { readJsonObject } from '../json';
import { withIdentifiers, type UserBody } from './userProperties';

/**
 * The choice between the node's fields and the whole body of the request as JSON. The hint names the
 * scope of the operation.
 */
export const bodyFields = (hint: string, example: string): INodeProperties[] => [
	{
		displayName: 'Specify Body',
		name: 'specifyBody',
		type: 'options',
		noDataExpression: true,
		default: 'fields',
		description: 'How to give the properties of the user',
		hint,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		required: true,
		displayOptions: { show: { specifyBody: ['json'] } },
		default: example,
		description:
			'The whole request as a JSON object, with the names that the Auth0 Management API uses, such as email, given_name or app_metadata',
	},
];

export const usesJson = (item: Item) => item.text('specifyBody') === 'json';

/** @throws NodeOperationError when Body is not a JSON object, and as `readIdentifier` does */
export function readBody(item: Item): UserBody {
	return withIdentifiers(item, readJsonObject(item, 'Body', item.value('body')) ?? {});
}
