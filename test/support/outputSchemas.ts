/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the schemas are files of the node */
import { join } from 'path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Auth0/actions/router';
import type { Tenant } from '../tenant';
import { DATABASE, PASSWORD } from './accounts';
import { credentialFor } from './credential';
import { execute } from './engine';
import { fill, FILLED_IN, userOf } from './everyOperation';
import { byId, byName } from './locators';

/** A JSON schema, as n8n reads it. */
export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Where n8n looks for the schema of an operation, such as `role:addToUser`, before a node has run. */
export function schemaFile(operation: string): string {
	const [resource = '', name = ''] = operation.split(':');
	const version = join(__dirname, '../../nodes/Auth0/__schema__/v1.0.0');
	return join(version, resource, `${name}.json`);
}

/** Every operation, by its resource and its name. */
export const OPERATIONS: string[] = Object.entries(resources).flatMap(
	([resource, { operations }]) => Object.keys(operations).map((name) => `${resource}:${name}`),
);

/** What a user can have, so that each key of an output is there. */
const FULL_USER = {
	app_metadata: { plan: 'gold' },
	user_metadata: { language: 'en' },
	overrides: {
		username: 'jane',
		phone_number: '+15551234567',
		phone_verified: true,
		blocked: false,
		last_login: '2026-01-01T09:00:00.000Z',
		last_ip: '203.0.113.7',
		logins_count: 42,
	},
};

const METADATA = { appMetadata: '{ "plan": "gold" }', userMetadata: '{ "language": "en" }' };

/** Where more has to be filled in than a person would, so that each key of the output is there. */
const FULL_PARAMETERS: Record<string, INodeParameters> = {
	'job:importUsers': {
		connectionId: byId('con_0000000000000001'),
		email: 'mary@example.com',
		additionalFields: { userId: 'mary' },
	},
	'identity:link': {
		linkedUserId: byId('google-oauth2|117382650199427716502'),
		carryOver: ['metadata', 'organizations', 'roles'],
	},
	'role:setForUser': { roles: { role: [{ role: byName('Editor') }] } },
	'user:erase': { dryRun: false },
	'user:create': {
		connection: byName('Users-With-Username'),
		email: 'grace@example.com',
		password: PASSWORD,
		additionalFields: {
			...METADATA,
			username: 'grace',
			name: 'Grace',
			phoneNumber: '+15557654321',
			blocked: false,
		},
	},
};

const TIME = '2026-01-01T09:00:00.000Z';
const DEVICE = {
	initial_user_agent: 'Mozilla/5.0',
	initial_ip: '203.0.113.7',
	last_user_agent: 'Mozilla/5.0',
	last_ip: '203.0.113.7',
};

const REFRESH_TOKEN = {
	device: DEVICE,
	last_exchanged_at: TIME,
	session_id: 'sess_0000000000000001',
};
const PHONE = {
	type: 'phone',
	name: 'My phone',
	phone_number: '+15551234567',
	preferred_authentication_method: 'sms',
	enrolled_at: TIME,
	last_auth_at: TIME,
};

/** Entries of a user's lists that have what such an entry can have. */
function seedFullEntries(tenant: Tenant, id: string): void {
	tenant.seedSessions(id, [{ device: DEVICE, last_interacted_at: TIME }]);
	tenant.seedRefreshTokens(id, [REFRESH_TOKEN]);
	tenant.seedAuthenticationMethods(id, [PHONE, { type: 'email', email: 'jane@example.com' }]);
	tenant.seedLogs(id, [
		{
			connection: DATABASE,
			client_name: 'My App',
			ip: '203.0.113.7',
			user_agent: 'Chrome 130',
			user_name: 'jane@example.com',
		},
	]);
}

/** What an operation returns of a tenant in which there is something of everything. */
export async function outputsOf(tenant: Tenant, operation: string): Promise<IDataObject[]> {
	const id = `auth0|${userOf(operation)}`;
	fill(tenant, FULL_USER);
	seedFullEntries(tenant, id);
	const parameters = FULL_PARAMETERS[operation] ?? FILLED_IN[operation]?.[0];
	const { items, error } = await execute(credentialFor(tenant), {
		operation,
		userId: byId(id),
		...parameters,
	});
	if (error) throw error;
	return items.map(({ json }) => json);
}

/** What holds other keys in every tenant, or for every kind of entry. */
const OPEN = new Set(['app_metadata', 'user_metadata', 'metadata', 'details']);

/** The schema of what an operation returns. */
export const schemaOf = (operation: string, outputs: IDataObject[]): Schema =>
	// What it returns is what the endpoint answers.
	operation === 'apiRequest:send' ? { type: 'object', properties: {} } : schemaOfAll(outputs);

/** The schema of all of these, as one. */
export function schemaOfAll(values: unknown[]): Schema {
	const types = [...new Set(values.map(typeOf))];
	const type = types.length === 1 ? types[0] : undefined;
	if (type === undefined) throw new Error(`One type is expected, not ${types.join(', ')}.`);
	if (type === 'array') {
		const entries = values.flatMap((value) => (Array.isArray(value) ? value : []));
		return entries.length === 0 ? { type } : { type, items: schemaOfAll(entries) };
	}
	return type === 'object' ? { type, properties: propertiesOf(values) } : { type };
}

function propertiesOf(values: unknown[]): Record<string, Schema> {
	const byName = new Map<string, unknown[]>();
	for (const value of values) {
		for (const [name, entry] of Object.entries(value ?? {})) {
			if (entry === null || entry === undefined) continue;
			byName.set(name, [...(byName.get(name) ?? []), entry]);
		}
	}
	return Object.fromEntries(
		[...byName].map(([name, entries]) => [
			name,
			OPEN.has(name) ? { type: 'object' } : schemaOfAll(entries),
		]),
	);
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}
