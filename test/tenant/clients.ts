import { randomBytes } from 'crypto';

/** An application of the tenant, as a person would copy it from the Auth0 dashboard. */
export interface Client {
	clientId: string;
	clientSecret: string;
	/** The scopes of its client grant for the Management API, separated by spaces. */
	scope: string;
}

/** A client, and whether the token endpoint refuses it. */
export interface RegisteredClient extends Client {
	hasGrant: boolean;
	grantTypes: string[];
}

export const ALL_SCOPES = [
	'read:users create:users update:users delete:users update:users_app_metadata create:user_tickets',
	'read:connections update:connections read:clients read:roles create:roles update:roles delete:roles read:role_members read:organizations',
	'create:sso_access_tickets read:self_service_profiles',
	'read:organization_discovery_domains create:organization_discovery_domains',
	'update:organization_discovery_domains delete:organization_discovery_domains',
	'create:organizations update:organizations delete:organizations create:organization_connections',
	'read:organization_members read:organization_member_roles',
	'create:organization_members delete:organization_members',
	'create:organization_member_roles delete:organization_member_roles',
	'read:organization_connections update:organization_connections delete:organization_connections',
	'read:organization_invitations create:organization_invitations delete:organization_invitations',
	'read:resource_servers read:logs read:logs_users read:event_deliveries read:sessions delete:sessions',
	'read:event_streams create:event_streams update:event_streams delete:event_streams',
	'update:event_deliveries read:events',
	'read:log_streams create:log_streams update:log_streams delete:log_streams',
	'read:refresh_tokens delete:refresh_tokens',
	'read:authentication_methods delete:authentication_methods',
].join(' ');

const TEMPLATES = {
	full: { scope: ALL_SCOPES },
	readOnly: { scope: 'read:users' },
	createOnly: { scope: 'create:users' },
	updateOnly: { scope: 'update:users' },
	noConnections: { scope: 'read:users create:users update:users' },
	ungranted: { scope: '', hasGrant: false },
	noGrantType: { scope: ALL_SCOPES, grantTypes: ['authorization_code'] },
};

export type ClientName = keyof typeof TEMPLATES;

export const CLIENT_NAMES: ClientName[] = [
	'full',
	'readOnly',
	'createOnly',
	'updateOnly',
	'noConnections',
	'ungranted',
	'noGrantType',
];

/** Random text of Auth0's alphabet for client ids and secrets. */
function randomText(length: number): string {
	return randomBytes(length * 2)
		.toString('base64')
		.replace(/[^A-Za-z0-9]/g, '')
		.slice(0, length);
}

function createClient(name: ClientName, overrides: Partial<Client> = {}): RegisteredClient {
	return {
		clientId: randomText(32),
		clientSecret: randomText(64),
		hasGrant: true,
		grantTypes: ['client_credentials'],
		...TEMPLATES[name],
		...overrides,
	};
}

/**
 * Makes the clients of a tenant, one for each situation that a credential can be in.
 *
 * @param overrides fixed ids, secrets or scopes; what is not given is random
 */
export function createClients(
	overrides: Partial<Record<ClientName, Partial<Client>>> = {},
): Record<ClientName, RegisteredClient> {
	const create = (name: ClientName) => createClient(name, overrides[name]);
	return {
		full: create('full'),
		readOnly: create('readOnly'),
		createOnly: create('createOnly'),
		updateOnly: create('updateOnly'),
		noConnections: create('noConnections'),
		ungranted: create('ungranted'),
		noGrantType: create('noGrantType'),
	};
}
