import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { METADATA_KEYS, METADATA_LABELS, type MetadataKey } from '../../api/metadata';
import {
	NEW_USER,
	USER_CHANGE,
	type BodyOf,
	type NewUserBody,
	type Schema,
	type UserChange,
} from '../../api/userSchema';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { readJsonObject } from '../json';
import { named } from '../named';
import type { Parameters } from '../parameters';
import { checkNames } from './metadataNames';
import { bodyOf, ENTER_OBJECT } from './userBody';
import { withIdentifiers } from './userProperties';

const inputMode = choice({
	displayName: 'Input Mode',
	name: 'specifyBody',
	noDataExpression: true,
	default: 'fields',
	description: 'How to define the user’s properties',
	options: [
		{ name: 'Fields', value: 'fields' },
		{ name: 'JSON', value: 'json' },
	],
});

/** The choice between the fields of the node and the body of the request: the last field of an operation. */
export const inputModeField = inputMode.field;

/** The whole body of the request, in place of the fields. */
export const bodyField = (example: string): INodeProperties => ({
	displayName: 'Body',
	name: 'body',
	type: 'json',
	required: true,
	displayOptions: { show: { specifyBody: ['json'] } },
	default: example,
	description:
		'The request body as a JSON object, with the property names of the Auth0 Management API, such as email, given_name or app_metadata',
});

/** Whether the person typed the whole body as JSON. */
export const usesJson = (parameters: Parameters) => inputMode.read(parameters) === 'json';

/**
 * What only Auth0 sets: what a user has, but what an update does not take.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
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

const HOW_TO_REMOVE =
	"To remove all of it, enter {} and set 'Metadata Mode' under 'Options' to Replace.";

/**
 * The whole body of a user to create.
 *
 * @throws InputError when Body is not a JSON object, naming all properties that Auth0 refuses, a value of
 * another type than Auth0 takes, or a name in metadata that it cannot store, and as `readIdentifier` does
 */
export const readNewUserBody = (parameters: Parameters): NewUserBody =>
	readBody(parameters, NEW_USER);

/** The whole body of an update. @throws as `readNewUserBody` does */
export const readUserChangeBody = (parameters: Parameters): UserChange =>
	readBody(parameters, USER_CHANGE, HOW_TO_REMOVE);

function readBody<S extends Schema>(parameters: Parameters, schema: S, help = ''): BodyOf<S> {
	const given = readJsonObject('Body', parameters.value('body')) ?? {};
	checkProperties(Object.keys(given), schema);
	for (const key of METADATA_KEYS) checkMetadataIn(given, key, help);
	return bodyOf(schema, withIdentifiers(given), 'Body');
}

/** @throws InputError for metadata that is no object, or that has a name which Auth0 cannot store */
function checkMetadataIn(given: IDataObject, key: MetadataKey, help: string) {
	const metadata = given[key];
	if (metadata === undefined) return;
	if (!isRecord(metadata)) {
		throw new InputError(
			`${named(METADATA_LABELS[key])} is not a JSON object.`,
			`${ENTER_OBJECT} ${help}`.trim(),
		);
	}
	checkNames(METADATA_LABELS[key], metadata);
}

function checkProperties(names: string[], schema: Schema) {
	const refused = names.filter((name) => !Object.hasOwn(schema, name));
	if (refused.length === 0) return;
	const readOnly = refused.filter((name) => READ_ONLY.has(name));
	const others = refused.filter((name) => !READ_ONLY.has(name));
	throw new InputError(
		`Auth0 does not accept these properties in 'Body': ${refused.join(', ')}.`,
		[
			readOnly.length > 0 && `Read-only: ${readOnly.join(', ')}.`,
			others.length > 0 && `Unknown: ${others.join(', ')}.`,
			'Remove them. Put your own data into user_metadata or app_metadata.',
		]
			.filter(Boolean)
			.join(' '),
	);
}
