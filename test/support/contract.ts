/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the contract is a file beside the checkout */
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import Ajv2020, { type AnySchema, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import type { LoggedRequest } from '../tenant';

interface Parameter {
	in: 'path' | 'query' | 'header';
	name: string;
	required?: boolean;
	schema: { type?: string; $ref?: string } & Record<string, unknown>;
}

interface OperationObject {
	parameters?: Parameter[];
	requestBody?: { required?: boolean; content: Record<string, { schema: AnySchema }> };
}

interface ObjectSchema {
	type?: string;
	properties?: Record<string, object>;
	required?: string[];
}

interface OpenApiDocument {
	paths: Record<string, Record<string, OperationObject>>;
	components: { schemas?: Record<string, ObjectSchema> };
}

/** The official OpenAPI document of the Management API, which is not part of this repository. */
export const CONTRACT_FILE = join(__dirname, '../../../shared/contracts/management-api.json');

const BASE = '/api/v2';
const DOCUMENT = 'management-api';

const IDS = (
	'user-id user-id-with-max-length client-id organization-id organization-name session-id client-grant-id ' +
	'event-stream-id event-id log-stream-id connection-id connection-realm role-id user-invitation-id ' +
	'organization-discovery-domain-id'
).split(' ');

/** A query parameter that the document has only in a description. */
const DESCRIBED = [['/logs', { in: 'query', name: 'q', schema: { type: 'string' } }]] as const;

/**
 * What the document leaves out: how a webhook of an event stream knows Auth0. It is written only,
 * and the document has what answers show.
 *
 * @see https://github.com/auth0/terraform-provider-auth0/blob/main/internal/auth0/eventstream/expand.go
 */
const WRITE_ONLY = {
	EventStreamWebhookBearerAuth: 'token',
	EventStreamWebhookBasicAuth: 'password',
	EventStreamWebhookCustomHeaderAuth: 'header_value',
};

/** Holds requests against an OpenAPI document. */
export class Contract {
	private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
	private readonly validators = new Map<string, ValidateFunction>();

	private readonly templates: string[][];

	constructor(private readonly document: OpenApiDocument) {
		this.templates = Object.keys(document.paths).map((path) => path.split('/'));
		for (const [name, property] of Object.entries(WRITE_ONLY)) {
			const schema = document.components.schemas?.[name];
			if (!schema) continue;
			schema.properties = { ...schema.properties, [property]: { type: 'string' } };
			schema.required = [...(schema.required ?? []), property];
		}
		for (const [path, parameter] of DESCRIBED) {
			document.paths[path]?.get?.parameters?.push(parameter);
		}
		addFormats(this.ajv);
		this.ajv.addSchema({ components: document.components }, DOCUMENT);
		// The document's names for kinds of IDs, which have no common form.
		for (const id of IDS) this.ajv.addFormat(id, true);
		// The document's own name for what RFC 3986 calls a URI.
		this.ajv.addFormat('strict-uri', /^[a-z][a-z0-9+.-]*:[^\s]+$/i);
		this.ajv.addFormat('strict-https-uri-or-null', /^https:[^\s]+$/i);
		this.ajv.addFormat('html-color', /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i);
	}

	/** What a request violates, in words; nothing when it keeps the contract, or is no API request. */
	violations({ method, path, query, body }: LoggedRequest): string[] {
		if (!path.startsWith(`${BASE}/`)) return [];
		const name = `${method} ${path}`;
		const found = this.find(method.toLowerCase(), path.slice(BASE.length));
		if (!found) return [`${name} is not an operation`];
		const { operation, pointer } = found;
		return [
			...this.queryViolations(operation.parameters ?? [], query),
			...this.bodyViolations(operation, pointer, body),
		].map((violation) => `${name}: ${violation}`);
	}

	/** What a value violates of a schema of the document, in words. */
	schemaViolations(schema: string, value: unknown): string[] {
		return this.check(schema, { $ref: `#/components/schemas/${schema}` }, value);
	}

	private find(method: string, path: string) {
		const segments = path.split('/');
		const template = this.templates.find(
			(expected) =>
				expected.length === segments.length &&
				expected.every((part, i) =>
					part.startsWith('{') ? segments[i] !== '' : part === segments[i],
				),
		);
		const name = template?.join('/') ?? '';
		const operation = this.document.paths[name]?.[method];
		return operation && { operation, pointer: `${method} ${name}` };
	}

	private queryViolations(parameters: Parameter[], query: LoggedRequest['query']): string[] {
		const declared = parameters.filter((parameter) => parameter.in === 'query');
		const unknown = Object.keys(query).filter(
			(name) => !declared.some((parameter) => parameter.name === name),
		);
		return [
			...unknown.map((name) => `the query parameter ${name} is not declared`),
			...declared.flatMap(({ name, required, schema }) => {
				const value = query[name];
				if (value === undefined) return required ? [`the query parameter ${name} is missing`] : [];
				return this.check(
					`query ${name} ${JSON.stringify(schema)}`,
					schema,
					this.parse(value, schema),
				);
			}),
		];
	}

	private bodyViolations(
		{ requestBody }: OperationObject,
		pointer: string,
		body: unknown,
	): string[] {
		const form = requestBody?.content['multipart/form-data']?.schema;
		if (form !== undefined) return this.check(`form of ${pointer}`, form, this.parseForm(body));
		const schema = requestBody?.content['application/json']?.schema;
		if (schema === undefined) return body === undefined ? [] : ['a body is not declared'];
		if (body === undefined) return requestBody?.required ? ['the body is missing'] : [];
		return this.check(`body of ${pointer}`, schema, body);
	}

	/** The parts of a form are text, too. */
	private parseForm(body: unknown): unknown {
		const truthValues: Record<string, boolean> = { true: true, false: false };
		return Object.fromEntries(
			Object.entries(Object(body)).map(([name, value]) => [
				name,
				name === 'users' ? value : (truthValues[String(value)] ?? value),
			]),
		);
	}

	/** Query parameters are text; what the schema calls a number, a truth value or a list is read so. */
	private parse(value: unknown, { type, $ref }: { type?: string; $ref?: string }): unknown {
		const referred = this.document.components.schemas?.[$ref?.split('/').at(-1) ?? ''];
		if (referred) return this.parse(value, referred);
		if (type === 'array') return [value].flat();
		if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
		if (type === 'integer' && typeof value === 'string' && /^\d+$/.test(value))
			return Number(value);
		return value;
	}

	private check(name: string, schema: AnySchema, value: unknown): string[] {
		const isValid = this.validators.get(name) ?? this.ajv.compile(inDocument(schema));
		this.validators.set(name, isValid);
		if (isValid(value)) return [];
		return [`${name}: ${this.ajv.errorsText(isValid.errors)}`];
	}
}

/** The schema as it is meant in its document, whose parts it refers to. */
function inDocument(schema: AnySchema): AnySchema {
	return JSON.parse(
		JSON.stringify(schema).replaceAll('"#/components/', `"${DOCUMENT}#/components/`),
	);
}

/** The contract, if it lies beside the checkout. */
export const contract = existsSync(CONTRACT_FILE)
	? new Contract(JSON.parse(readFileSync(CONTRACT_FILE, 'utf8')))
	: undefined;
