import { badRequest } from './errors';
import { listOf } from './paging';
import type { FieldsQuery, ListConnectionsQuery } from './schemas';

/** A connection, with the fields of the Management API that this tenant gives out. */
export interface Connection {
	id: string;
	name: string;
	display_name?: string;
	strategy: string;
	realms?: string[];
	is_domain_connection?: boolean;
	options: {
		requires_username?: boolean;
		set_user_root_attributes?: 'on_each_login' | 'on_first_login' | 'never_on_login';
		[option: string]: unknown;
	};
	metadata?: Record<string, string>;
	/** Not a field of the API: users can be neither created nor given a new email or password. */
	disabled?: boolean;
	/** Whatever else Auth0 returns. */
	[property: string]: unknown;
}

/** What the tenant knows of its connections that is not in their settings, by their IDs. */
export class ConnectionStates {
	/** The applications for which each is enabled, by their Client IDs. */
	private readonly enabled = new Map<string, Set<string>>();
	/** Those whose connector is not there. */
	readonly offline = new Set<string>();

	clear(): void {
		this.enabled.clear();
		this.offline.clear();
	}

	applicationsOf(id: string): string[] {
		return [...(this.enabled.get(id) ?? [])];
	}

	setEnabled(id: string, clientId: string, isEnabled: boolean): void {
		const enabled = this.enabled.get(id) ?? new Set();
		this.enabled.set(id, enabled);
		if (isEnabled) enabled.add(clientId);
		else enabled.delete(clientId);
	}
}

/** The database of users that every tenant of Auth0 starts with. */
export const DATABASE = 'Username-Password-Authentication';

/** Unlike the API's other lists. */
const DEFAULT_PAGE_SIZE = 100;

const seed = (
	number: number,
	name: string,
	strategy: string,
	rest: Partial<Connection> = {},
): Connection => ({
	id: `con_${String(number).padStart(16, '0')}`,
	name,
	strategy,
	realms: [name],
	is_domain_connection: false,
	options: {},
	...rest,
});

/** The connections that every tenant starts with. */
export const SEED_CONNECTIONS: Connection[] = [
	seed(1, DATABASE, 'auth0'),
	seed(2, 'Users-With-Username', 'auth0', { options: { requires_username: true } }),
	seed(3, 'Disabled-Database', 'auth0', { disabled: true }),
	seed(4, 'email', 'email'),
	seed(5, 'sms', 'sms'),
	seed(6, 'google-oauth2', 'google-oauth2', {
		options: { set_user_root_attributes: 'on_each_login' },
	}),
	seed(7, 'corp-saml', 'samlp', {
		display_name: 'Corporate login',
		options: { set_user_root_attributes: 'on_each_login' },
	}),
];

/** A connection with whatever properties and options; what is left out is made up. */
export const newConnection = (
	number: number,
	{ name = `connection-${number}`, strategy = 'auth0', ...rest }: Partial<Connection>,
): Connection => seed(number, name, strategy, rest);

const ENTERPRISE = [
	'ad',
	'adfs',
	'auth0-adldap',
	'google-apps',
	'ip',
	'office365',
	'oidc',
	'okta',
	'pingfederate',
	'samlp',
	'sharepoint',
	'waad',
];

export const isDatabase = ({ strategy }: Connection) => strategy === 'auth0';
export const isPasswordless = ({ strategy }: Connection) =>
	strategy === 'email' || strategy === 'sms';
export const isEnterprise = ({ strategy }: Connection) => ENTERPRISE.includes(strategy);
export const isSocial = (connection: Connection) =>
	!isDatabase(connection) && !isPasswordless(connection) && !isEnterprise(connection);

/** Whether each login overwrites the root attributes, so that the API refuses to change them. */
export const syncsAtEachLogin = (connection: Connection) =>
	!isDatabase(connection) &&
	!isPasswordless(connection) &&
	(connection.options.set_user_root_attributes ?? 'on_each_login') === 'on_each_login';

/**
 * Finds a connection by its name.
 * @throws ApiError 400 when the tenant has none of that name [post_users, patch_users_by_id]
 */
export function findConnection(connections: Connection[], name: string): Connection {
	const connection = connections.find((candidate) => candidate.name === name);
	if (!connection) throw badRequest('Connection does not exist.', 'inexistent_connection');
	return connection;
}

type PublicConnection = Partial<Omit<Connection, 'disabled'>>;

/** A connection as the API shows it; some of it comes along with whatever fields are asked for. */
export function toPublic(connection: Connection, query: FieldsQuery, scopes: string[]) {
	const shown: PublicConnection = { ...connection };
	if ('disabled' in shown) delete shown.disabled;
	if (!scopes.includes('read:connections_options')) delete shown.options;
	if (!query.fields) return shown;
	const { id, is_domain_connection, authentication, connected_accounts } = connection;
	return {
		id,
		is_domain_connection,
		authentication,
		connected_accounts,
		...project(shown, query.fields, query.include_fields),
	};
}

/** Keeps (or, with `include` false, drops) the comma-separated fields of a record. */
export function project(record: object, fields: string, include = true): object {
	const names = fields.split(',').map((name) => name.trim());
	return Object.fromEntries(
		Object.entries(record).filter(([name]) => names.includes(name) === include),
	);
}

/**
 * The answer of GET /connections: an array, a summary with totals, or a checkpoint page
 * [get_connections].
 */
export function listConnections(
	connections: Connection[],
	query: ListConnectionsQuery,
	scopes: string[],
): object {
	const matching = connections.filter(
		({ name, strategy }) =>
			(query.name === undefined || query.name === name) &&
			(query.strategy === undefined || query.strategy.includes(strategy)),
	);
	return listOf(
		matching,
		'connections',
		{ per_page: DEFAULT_PAGE_SIZE, ...query },
		({ id }) => id,
		(connection) => toPublic(connection, query, scopes),
	);
}
