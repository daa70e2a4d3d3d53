import { Ajv, type ErrorObject, type SchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats';

import { badRequest } from './errors';
import { PROVIDERS } from './schemas';

const ajv = new Ajv({
	allErrors: true,
	verbose: true,
	allowUnionTypes: true,
	discriminator: true,
});
addFormats(ajv);
ajv.addFormat('strict-uri', fullFormats.uri);
ajv.addFormat('strict-https-uri-or-null', /^https:[^\s]+$/i);
ajv.addFormat('html-color', /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i);

/** Where a value came from decides the words and the code of the refusal. */
const SOURCES = {
	body: { prefix: 'Payload validation error', errorCode: 'invalid_body' },
	query: { prefix: 'Query validation error', errorCode: 'invalid_query_string' },
	path: { prefix: 'Path validation error', errorCode: 'invalid_uri' },
};

const METADATA_ADVICE =
	' (consider storing them in app_metadata or user_metadata. See "Users Metadata" in ' +
	'https://auth0.com/docs/api/v2/changes for more details)';

/**
 * Makes a check of a body or of query parameters.
 *
 * @returns a function that returns the value, typed, or throws ApiError 400 with the code
 * invalid_body or invalid_query_string, in the words of z-schema, which Auth0 answers with
 */
export function validator<T>(source: 'body' | 'query', schema: SchemaObject) {
	const isValid = ajv.compile<T>(schema);
	return (input: unknown): T => {
		const value: unknown = source === 'query' ? parseParameters(input, schema) : (input ?? null);
		if (isValid(value)) return value;
		const { prefix, errorCode } = SOURCES[source];
		throw badRequest(`${prefix}: ${describe(isValid.errors ?? [], source)}.`, errorCode);
	};
}

/** What is wrong with a value: the rule that it breaks, where, and in which words. */
export interface Problem {
	keyword: string;
	path: string;
	message: string;
}

/** Makes a check that tells all that is wrong with a value; nothing where it is as the schema says. */
export function checkerOf(schema: SchemaObject): (value: unknown) => Problem[] {
	const isValid = ajv.compile(schema);
	return (value) => {
		if (isValid(value)) return [];
		return (isValid.errors ?? []).map((error) => ({
			keyword: error.keyword,
			path: error.instancePath.slice(1).replaceAll('/', '.'),
			message:
				error.keyword === 'additionalProperties'
					? `Additional properties not allowed: ${error.params.additionalProperty}`
					: problemOf(error),
		}));
	};
}

/**
 * Checks the id of a user in the path: it has the form `<provider>|<id>`.
 * @throws ApiError 400 invalid_uri
 */
export function checkUserId(id: string, use: 'retrieve' | 'update' | 'delete'): string {
	if (/^.+\|.+$/s.test(id) && id.length <= 1024) return id;
	const { prefix, errorCode } = SOURCES.path;
	const problem = `Object didn't pass validation for format user-id-with-max-length: ${id}`;
	const property = `property id (The user_id of the user to ${use})`;
	throw badRequest(`${prefix}: '${problem}' on ${property}.`, errorCode);
}

/**
 * Checks the name of an identity provider in the path.
 * @throws ApiError 400 invalid_uri
 */
export function checkProvider(provider: string): void {
	if (PROVIDERS.includes(provider)) return;
	const { prefix, errorCode } = SOURCES.path;
	const property = 'property provider (The type of identity provider)';
	throw badRequest(`${prefix}: 'No enum match for: ${provider}' on ${property}.`, errorCode);
}

/**
 * Checks the id of an event stream in the path.
 * @throws ApiError 400 invalid_uri
 */
export function checkEventStreamId(id: string): string {
	if (/^est_[1-9A-HJ-NP-Za-km-z]{22}$/.test(id)) return id;
	const { prefix, errorCode } = SOURCES.path;
	const problem = `Object didn't pass validation for format event-stream-id: ${id}`;
	const property = 'property id (Unique identifier for the event stream)';
	throw badRequest(`${prefix}: '${problem}' on ${property}.`, errorCode);
}

/** Query parameters are text: reads as numbers, truth values and lists what should be such. */
function parseParameters(input: unknown, { properties }: SchemaObject): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(Object(input)).map(([name, value]) => [
			name,
			parseParameter(value, properties[name]?.type),
		]),
	);
}

function parseParameter(value: unknown, type: unknown): unknown {
	if (type === 'array') return Array.isArray(value) ? value : [value];
	if (typeof value !== 'string') return value;
	if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
	return type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value;
}

function describe(errors: ErrorObject[], source: 'body' | 'query'): string {
	const [error] = errors;
	if (!error) return "'Invalid value'";
	if (error.keyword === 'additionalProperties') {
		const names = errors
			.filter(({ keyword }) => keyword === 'additionalProperties')
			.map(({ params }) => params.additionalProperty);
		const advice = source === 'body' ? METADATA_ADVICE : '';
		return `'Additional properties not allowed: ${names.join(',')}${advice}'`;
	}
	const path = error.instancePath.slice(1).replaceAll('/', '.');
	const description = error.parentSchema?.description;
	const property = path && ` on property ${path}${description ? ` (${description}.)` : ''}`;
	return `'${problemOf(error)}'${property.replace('.)', ')')}`;
}

function problemOf({ keyword, params, data, schema }: ErrorObject): string {
	const length = typeof data === 'string' ? [...data].length : 0;
	switch (keyword) {
		case 'type':
			return `Expected type ${typeNames(schema)} but found type ${typeOf(data)}`;
		case 'required':
			return `Missing required property: ${params.missingProperty}`;
		case 'format':
			return `Object didn't pass validation for format ${params.format}: ${data}`;
		case 'pattern':
			return `String does not match pattern ${params.pattern}: ${data}`;
		case 'minItems':
			return `Array is too short (${Object(data).length}), minimum ${params.limit}`;
		case 'minProperties':
			return `Too few properties defined (${Object.keys(Object(data)).length}), minimum ${params.limit}`;
		case 'minLength':
			return `String is too short (${length} chars), minimum ${params.limit}`;
		case 'maxLength':
			return `String is too long (${length} chars), maximum ${params.limit}`;
		case 'minimum':
			return `Value ${data} is less than minimum ${params.limit}`;
		case 'maximum':
			return `Value ${data} is greater than maximum ${params.limit}`;
		default:
			return `No enum match for: ${data}`;
	}
}

const typeNames = (schema: unknown) =>
	typeof schema === 'string' ? schema : JSON.stringify(schema);

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}
