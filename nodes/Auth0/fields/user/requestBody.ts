import type { INodeProperties } from 'n8n-workflow';

import type { UserBody } from '../../api/users';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { readJsonObject } from '../json';
import type { Parameters } from '../parameters';
import { METADATA_LABELS } from './metadata';
import { checkNames } from './metadataNames';
import { PROPERTIES, withIdentifiers } from './userProperties';

const specifyBody = choice({
	displayName: 'Specify Body',
	name: 'specifyBody',
	noDataExpression: true,
	default: 'fields',
	description: 'How to give the properties of the user',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
});

/** The choice between the node's fields and the whole body of the request as JSON. */
export const bodyFields = (example: string): INodeProperties[] => [
	specifyBody.field,
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

export const usesJson = (parameters: Parameters) => specifyBody.read(parameters) === 'json';

/** What only Auth0 sets. Source: the schema of get_users_by_id, without that of patch_users_by_id. */
const READ_ONLY: ReadonlySet<string> = new Set([
	'created_at',
	'identities',
	'last_ip',
	'last_login',
	'last_password_reset',
	'logins_count',
	'multifactor',
	'multifactor_last_modified',
	'updated_at',
	'user_id',
]);

/**
 * The whole body of a request.
 *
 * @param change what it is for: it says which properties there are
 * @throws InputError when Body is not a JSON object, naming all properties that Auth0 refuses,
 * or a name in metadata that it cannot store, and as `readIdentifier` does
 */
export function readBody(parameters: Parameters, change: 'create' | 'update'): UserBody {
	const body: UserBody = readJsonObject('Body', parameters.value('body')) ?? {};
	checkProperties(Object.keys(body), PROPERTIES[change]);
	checkNames(METADATA_LABELS.user_metadata, body.user_metadata);
	checkNames(METADATA_LABELS.app_metadata, body.app_metadata);
	return withIdentifiers(body);
}

function checkProperties(names: string[], known: ReadonlySet<string>) {
	const refused = names.filter((name) => !known.has(name));
	if (refused.length === 0) return;
	const readOnly = refused.filter((name) => READ_ONLY.has(name));
	const others = refused.filter((name) => !READ_ONLY.has(name));
	throw new InputError(
		`Auth0 does not accept these properties in Body: ${refused.join(', ')}.`,
		[
			readOnly.length > 0 && `Read-only: ${readOnly.join(', ')}.`,
			others.length > 0 && `Unknown: ${others.join(', ')}.`,
			'Remove them. Data of your own goes into user_metadata or app_metadata.',
		]
			.filter(Boolean)
			.join(' '),
	);
}
