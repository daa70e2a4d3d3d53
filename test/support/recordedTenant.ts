import type {
	AuthenticationMethod,
	EventStream,
	Organization,
	Permission,
	RefreshToken,
	Role,
	Session,
	Tenant,
	User,
} from '../tenant';
import type { Application } from '../tenant/applications';
import type {
	DiscoveryDomain,
	EnabledConnection,
	Invitation,
	ResourceServer,
} from '../tenant/catalogue';
import { ALL_SCOPES } from '../tenant/clients';
import { SEED_CONNECTIONS, type Connection } from '../tenant/connections';
import { toCheckpoint } from '../tenant/paging';
import { DATABASE, JANE } from './accounts';
import { formType, importOf } from './importForm';
import type { Recording } from './recordings';

/** What was recorded of a request or an answer, as far as the tenant has to have it before. */
interface Recorded extends Partial<User> {
	users?: User[];
	members?: User[];
	next?: string;
	roles?: Role[];
	permissions?: Array<Permission & { resource_server_name?: string; description?: string }>;
	organizations?: Organization[];
	domains?: Recorded[];
	enabled_connections?: EnabledConnection[];
	sessions?: Session[];
	tokens?: RefreshToken[];
	authenticators?: AuthenticationMethod[];
	connections?: Connection[];
	clients?: Array<Partial<Application>>;
	resource_servers?: ResourceServer[];
	eventStreams?: EventStream[];
	connection_id?: string;
	client_id?: string;
	invitations?: Invitation[];
}

interface Exchange {
	method: string;
	path: string;
	query: string;
	request: Recorded;
	response: Recorded;
	/** The answer, where it is a list by itself. */
	list: Recorded[];
}

/** What of the recorded request is another one here. */
export interface Changes {
	path?: string;
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string>;
}

type Call = (
	method: string,
	path: string,
	options: { body: unknown; headers?: Record<string, string> },
) => Promise<{ data: unknown }>;
type Arrange = (
	tenant: Tenant,
	exchange: Exchange,
	ids: string[],
	call: Call,
) => Changes | void | Promise<Changes>;

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const CONNECTIONS = [...SEED_CONNECTIONS];

function replace<T>(list: T[], items: T[]): void {
	list.splice(0, Infinity, ...items);
}

const identityOf = (id: string) => ({
	connection: DATABASE,
	user_id: id.replace(/^auth0\|/, ''),
	provider: 'auth0',
	isSocial: false,
});

function putUser(tenant: Tenant, id: string, { email, ...recorded }: Partial<User> = {}): void {
	tenant.users.put({
		created_at: LONG_AGO,
		updated_at: LONG_AGO,
		identities: [identityOf(id)],
		email: email ?? 'somebody@example.org',
		...recorded,
		user_id: id,
	});
}

const putUsers = (tenant: Tenant, users: Recorded[] = []) => {
	for (const user of users) putUser(tenant, String(user.user_id), user);
};

/** What a user was before a recorded change of it. */
function before(response: Recorded, request: Recorded): Recorded {
	const user = { ...response };
	delete user.last_password_reset;
	for (const key of ['user_metadata', 'app_metadata'] as const) {
		const given = request[key];
		if (given === undefined) continue;
		const kept = Object.entries(response[key] ?? {}).filter(([name]) => !(name in given));
		user[key] = Object.keys(given).length === 0 ? { old: 1 } : Object.fromEntries(kept);
	}
	if (request.username !== undefined) user.username = 'before';
	return user;
}

/** Has APIs define permissions. @returns them as a user or a role has them */
function definePermissions(
	tenant: Tenant,
	permissions: Recorded['permissions'] = [],
): Permission[] {
	return permissions.map((permission) => {
		const { description, permission_name: value, resource_server_name: name = '' } = permission;
		const identifier = permission.resource_server_identifier;
		const known = tenant.catalogue.resourceServers.find((api) => api.identifier === identifier);
		const scope = { value, description };
		if (known) known.scopes.push(scope);
		else {
			const api = { id: identifier, name, identifier, is_system: false, scopes: [scope] };
			tenant.catalogue.resourceServers.push(api);
		}
		return { resource_server_identifier: identifier, permission_name: value };
	});
}

/** What hangs on a user, by the part of the path. */
const PARTS_OF_A_USER: Record<string, Arrange> = {
	identities(tenant, { method, request, list }, [id = '', , , linked = '']) {
		const [main, other] = list;
		if (method === 'DELETE') {
			const unlinked = { ...identityOf(linked), profileData: {} };
			putUser(tenant, id, { identities: [{ ...identityOf(id), ...main }, unlinked] });
			return;
		}
		putUser(tenant, id, Object(main).profileData);
		putUser(tenant, String(request.user_id), Object(other).profileData);
		for (const connection of tenant.users.connections) {
			if (connection.name === DATABASE) connection.id = String(request.connection_id);
		}
	},
	roles(tenant, { request, response }, [id = '']) {
		const given = [request.roles ?? []].flat();
		replace(
			tenant.catalogue.roles,
			given.map((role) => ({ id: String(role), name: 'A role' })),
		);
		tenant.userData.roles.add(id, ...(response.roles ?? []));
	},
	permissions(tenant, { method, request, response }, [id = '']) {
		const held = definePermissions(tenant, response.permissions ?? request.permissions);
		if (method !== 'POST') tenant.userData.permissions.add(id, ...held);
	},
	organizations(tenant, { response }, [id = '']) {
		tenant.userData.organizations.add(id, ...(response.organizations ?? []));
	},
	sessions(tenant, { response }, [id = '']) {
		tenant.seedSessions(id, response.sessions ?? [{}]);
	},
	'refresh-tokens'(tenant, { response }, [id = '']) {
		tenant.seedRefreshTokens(id, response.tokens ?? [{}]);
	},
	'authentication-methods'(tenant, { response }, [id = '']) {
		tenant.seedAuthenticationMethods(id, response.authenticators ?? [{ type: 'totp' }]);
	},
};

/** Has those be members whom a page lists; and somebody before and behind, where it is one of several. */
function pagedMembers(
	tenant: Tenant,
	query: string,
	{ users, members = users, next }: Recorded,
	add: (id: string, roles?: Role[]) => void,
): Changes {
	const given = new URLSearchParams(query);
	const addOne = (id: string, recorded: Recorded = {}) => {
		putUser(tenant, id, recorded);
		add(id, recorded.roles);
	};
	if (given.has('from')) addOne('auth0|first');
	const listed: Recorded[] = Array.isArray(members) ? members : [];
	for (const member of listed) addOne(String(member.user_id), member);
	if (next !== undefined && next !== '') {
		addOne('auth0|last');
		given.set('take', String(listed.length));
	}
	if (given.has('from')) given.set('from', toCheckpoint('auth0|first'));
	if (given.has('take')) given.delete('per_page');
	return { query: Object.fromEntries(given) };
}

/** A recorded domain, where its id alone is known, too. */
const asDomain = (recorded: Recorded): DiscoveryDomain => ({
	domain: 'example.com',
	status: 'pending',
	verification_host: '',
	verification_txt: '',
	...Object(recorded),
});

/** Has the organization have the connections of an answer, or the tenant the one to enable. */
function enabledConnections(
	tenant: Tenant,
	{ method, request, response }: Pick<Exchange, 'method' | 'request' | 'response'>,
	[organizationId = '', id = '']: string[],
): void {
	replace(tenant.catalogue.organizations, [
		{ id: organizationId, name: 'acme', display_name: 'Acme' },
	]);
	const listed: EnabledConnection[] = [response.enabled_connections ?? Object(response)].flat();
	if (method === 'POST') {
		for (const { connection } of listed) {
			const connectionId = String(request.connection_id);
			tenant.users.connections.push({ id: connectionId, ...connection, options: {} });
		}
		return;
	}
	const gone = { connection_id: id, connection: { name: 'gone', strategy: 'auth0' } };
	const held = response.connection_id === undefined && id !== '' ? [gone] : listed;
	tenant.catalogue.enabledConnections.add(organizationId, ...held.map((one) => ({ ...one })));
}

/** Has the organization have the invitations of an answer, and the tenant the application that they are for. */
function invitations(
	tenant: Tenant,
	{ method, request, response }: Exchange,
	[organizationId = '', id = '']: string[],
): void {
	replace(tenant.catalogue.organizations, [
		{ id: organizationId, name: 'acme', display_name: 'Acme' },
	]);
	if (request.client_id !== undefined) {
		tenant.seedApplications([{ client_id: request.client_id }]);
		return;
	}
	const listed = response.invitations ?? [method === 'DELETE' ? { id } : response];
	const own = { organization_id: organizationId };
	tenant.catalogue.invitations.push(
		...listed.map((one): Invitation => ({ ...Object(one), ...own })),
	);
}

/** What the tenant was before a recorded exchange, by the first part of its path. */
const RESOURCES: Record<string, Arrange> = {
	users(tenant, exchange, [id, part, ...ids], call) {
		const { method, path, request, response } = exchange;
		if (id === undefined) {
			putUsers(tenant, response.users);
			// The recorder replaced what was searched for, but not in the query.
			return method === 'GET' ? { query: { include_totals: 'true', per_page: '50' } } : {};
		}
		// Another recorder put this in the place of IDs.
		const userId = id === 'UserID' ? 'auth0|UserID' : id;
		if (part === undefined) putUser(tenant, userId, before(response, request));
		else {
			putUser(tenant, userId);
			void PARTS_OF_A_USER[part]?.(tenant, exchange, [userId, part, ...ids], call);
		}
		return { path: path.replace('UserID', 'auth0%7CUserID') };
	},
	'users-by-email': (tenant, { list }) => putUsers(tenant, list),
	'user-blocks'(tenant, _exchange, [id]) {
		if (id !== undefined) putUser(tenant, id);
	},
	logs(tenant, { query, list, response }, [id]) {
		tenant.seedLogs(JANE, id === undefined ? list : [response]);
		// What the pages before that one hold: entries that are newer.
		const { page = 0, per_page: perPage = 0 } = Object.fromEntries(new URLSearchParams(query));
		const newer = Array.from({ length: Number(page) * Number(perPage) }, (_, index) => ({
			log_id: `99999${index}`,
		}));
		tenant.seedLogs(JANE, newer);
	},
	'event-streams'(tenant, { method, response }) {
		if (method === 'POST') return;
		for (const stream of response.eventStreams ?? [response]) {
			tenant.eventStreams.put(Object(stream));
		}
	},
	'log-streams'(tenant, { method, list, response }, [id]) {
		if (method === 'POST') return;
		for (const stream of id === undefined ? list : [response]) {
			tenant.logStreams.put(Object(stream));
		}
	},
	tickets: (tenant, { request }) => putUser(tenant, String(request.user_id)),
	async jobs(tenant, { method, path, request, response, list }, [kind = '', part], call) {
		tenant.jobs.settings = { startMs: 0, msPerUser: 0 };
		const database = tenant.users.connections.find(({ name }) => name === DATABASE);
		if (database) database.id = response.connection_id ?? database.id;
		if (kind === 'users-exports') return {};
		if (kind === 'users-imports') {
			return { headers: { 'content-type': formType(String(request).split('\r\n')[0]?.slice(2)) } };
		}
		const [failed] = list;
		const imported = part === 'errors' ? Object(failed).user : { email: 'jane@example.com' };
		const isImport = Object(response).type === 'users_import' || part === 'errors';
		putUser(tenant, request.user_id ?? JANE, part === 'errors' ? imported : {});
		if (method === 'POST') return {};
		tenant.failNextJob();
		if (isImport) tenant.jobs.clear();
		tenant.jobs.settings = { startMs: 0, msPerUser: 0 };
		const { data } = isImport
			? await call('POST', '/jobs/users-imports', importOf([imported], String(database?.id)))
			: await call('POST', '/jobs/verification-email', { body: { user_id: JANE } });
		return { path: path.replace(/job_\w+/, Object(data).id) };
	},
	roles(tenant, { method, query, request, response }, [roleId, part]) {
		const role = { id: roleId ?? '', name: 'A role' };
		if (part === 'users') {
			replace(tenant.catalogue.roles, [role]);
			for (const id of [request.users ?? []].flat()) putUser(tenant, String(id));
			return pagedMembers(tenant, query, response, (id) => tenant.userData.roles.add(id, role));
		}
		if (part === 'permissions') {
			const held = definePermissions(tenant, response.permissions ?? request.permissions);
			if (method !== 'POST') tenant.catalogue.rolePermissions.add(role.id, ...held);
		}
		const before = part === undefined && method !== 'POST' ? { ...role, ...response } : role;
		replace(tenant.catalogue.roles, response.roles ?? [{ ...before, id: role.id }]);
	},
	organizations(tenant, exchange, [organizationId = '', part, partId]) {
		const { method, query, request, response } = exchange;
		if (method === 'POST' && organizationId === '') {
			replace(tenant.catalogue.organizations, []);
			for (const { connection_id: id, connection } of response.enabled_connections ?? []) {
				tenant.users.connections.push({ id, ...connection, options: {} });
			}
			return;
		}
		if (part === 'enabled_connections') {
			return enabledConnections(tenant, exchange, [organizationId, partId ?? '']);
		}
		if (part === 'invitations') {
			return invitations(tenant, exchange, [organizationId, partId ?? '']);
		}
		if (part === 'members') {
			const organization = { id: organizationId, name: 'acme', display_name: 'Acme' };
			replace(tenant.catalogue.organizations, [organization]);
			if (partId !== undefined) {
				putUser(tenant, partId);
				tenant.addMember(organizationId, partId);
				for (const id of [request.roles ?? []].flat()) {
					tenant.catalogue.addRole({ id: String(id), name: String(id) });
				}
				for (const role of response.roles ?? []) {
					tenant.addMemberRole(organizationId, partId, tenant.catalogue.addRole(role));
				}
				return {};
			}
			for (const id of [request.members ?? []].flat()) putUser(tenant, String(id));
			return pagedMembers(tenant, query, response, (id, roles = []) => {
				tenant.addMember(organizationId, id);
				for (const role of roles) tenant.addMemberRole(organizationId, id, role);
			});
		}
		if (part === 'discovery-domains') {
			replace(tenant.catalogue.organizations, [
				{ id: organizationId, name: 'acme', display_name: 'Acme' },
			]);
			const held = response.domains ?? (method === 'POST' ? [] : [{ ...response, id: partId }]);
			tenant.catalogue.discoveryDomains.add(organizationId, ...held.map(asDomain));
			return;
		}
		const other = (name: string) => ({ id: `org_${name}`, name, display_name: name });
		const isSecond = query.startsWith('from=');
		replace(tenant.catalogue.organizations, [
			...(isSecond ? [other('first')] : []),
			...(response.organizations ?? [
				{ ...other('one'), ...response, ...(organizationId !== 'name' && { id: organizationId }) },
			]),
			...('next' in response ? [other('last')] : []),
		]);
		if (isSecond) return { query: { take: '2', from: toCheckpoint('org_first') } };
	},
	'resource-servers'(tenant, { response }) {
		const api = { id: '', name: '', identifier: '', is_system: false, scopes: [] };
		replace(
			tenant.catalogue.resourceServers,
			response.resource_servers ?? [{ ...api, ...response }],
		);
	},
	connections(tenant, { request, response }, [id, part]) {
		const other = { id: String(id), name: 'other', strategy: 'auth0', options: {} };
		const one = part === undefined ? { ...other, ...Object(response) } : other;
		replace(tenant.users.connections, id === undefined ? (response.connections ?? []) : [one]);
		const changed: Array<Partial<Application>> = [Array.isArray(request) ? request : []].flat();
		for (const { client_id: clientId = '' } of changed) {
			tenant.seedApplications([{ client_id: clientId }]);
		}
		for (const { client_id: clientId = '' } of (part === 'clients' && response?.clients) || []) {
			tenant.connectionStates.setEnabled(String(id), clientId, true);
		}
	},
	clients(tenant, { query, response }) {
		const isGlobal = query.includes('is_global=true');
		tenant.replaceApplications(
			(response.clients ?? [response]).map((client) => ({ ...client, global: isGlobal })),
		);
	},
	change_password: (tenant, { request }) => ({
		body: { ...request, client_id: tenant.clients.full.clientId },
	}),
	start(tenant, { request: { email, phone_number } }) {
		const mobile = tenant.applications.find(({ app_type: type }) => type === 'native');
		const recipient = email === undefined ? { phone_number } : { email, send: 'code' };
		const connection = email === undefined ? 'sms' : 'email';
		return { body: { client_id: mobile?.client_id, connection, ...recipient } };
	},
};

/** Makes the tenant what it was before a recorded exchange, as far as that is about it. */
export async function arrange(
	tenant: Tenant,
	{ method, path, query, request, response, status }: Recording,
	call: Call,
): Promise<Changes> {
	tenant.setScopes('full', `${ALL_SCOPES} read:connections_options read:client_keys`);
	replace(
		tenant.users.connections,
		CONNECTIONS.map((connection) => ({
			...connection,
			options: { ...connection.options, ...(connection.name === DATABASE && TAKES_USERNAMES) },
		})),
	);
	if (status >= 400) return refusedBy(tenant, method, path);
	const [resource = '', ...ids] = path
		.replace(/^\/(api\/v2|dbconnections|passwordless)\//, '')
		.split('/')
		.map(decodeURIComponent);
	const exchange = {
		method,
		path,
		query,
		request: Object(request),
		response: Object(response),
		list: Array.isArray(response) ? response : [],
	};
	return (await RESOURCES[resource]?.(tenant, exchange, ids, call)) ?? {};
}

/** Has there be what a refusal is not about. */
function refusedBy(tenant: Tenant, method: string, path: string): Changes {
	const [, organizationId, part, id] =
		/\/organizations\/(org_\w+)\/(\w+)\/([^/]+)$/.exec(path) ?? [];
	if (organizationId === undefined || id === undefined) return {};
	const nothing = { method, request: {}, response: {} };
	if (part === 'enabled_connections' && method === 'PATCH') {
		enabledConnections(tenant, nothing, [organizationId, id]);
	} else {
		replace(tenant.catalogue.organizations, [
			{ id: organizationId, name: 'acme', display_name: 'Acme' },
		]);
	}
	return {};
}

const TAKES_USERNAMES = { requires_username: true };
