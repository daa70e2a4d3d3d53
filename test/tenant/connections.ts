import { badRequest } from './errors';
import { listOf } from './paging';
import type { ListConnectionsQuery } from './schemas';

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
	};
	/** Not a field of the API: users can be neither created nor given a new email or password. */
	disabled?: boolean;
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

function toPublic(connection: Connection, query: ListConnectionsQuery, scopes: string[]) {
	const shown: PublicConnection = { ...connection };
	if ('disabled' in shown) delete shown.disabled;
	if (!scopes.includes('read:connections_options')) delete shown.options;
	const { id, is_domain_connection } = connection;
	return query.fields
		? { id, is_domain_connection, ...project(shown, query.fields, query.include_fields) }
		: shown;
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
