import type { Organization, Role } from './catalogue';
import { PerUser } from './perUser';

/** A permission that a user has directly. */
export interface Permission {
	resource_server_identifier: string;
	permission_name: string;
}

/** A role that a user has as a member of an organization. */
export interface OrganizationRole {
	organization: string;
	role: Role;
}

/** Whether two are the same permission. */
export const isSamePermission = (one: Permission, other: Permission) =>
	one.resource_server_identifier === other.resource_server_identifier &&
	one.permission_name === other.permission_name;

/** A block of brute-force protection: where this login fails too often. */
export interface BruteForceBlock {
	identifier: string;
	ip?: string;
	connection?: string;
}

export interface Session {
	id: string;
	user_id: string;
	created_at: string;
	updated_at: string;
	authenticated_at: string;
	idle_expires_at: string;
	expires_at: string;
	last_interacted_at?: string;
	clients: Array<{ client_id: string }>;
	device?: Record<string, string>;
}

export interface RefreshToken {
	id: string;
	user_id: string;
	created_at: string;
	idle_expires_at?: string;
	expires_at?: string;
	client_id: string;
	session_id: string | null;
	rotating: boolean;
	resource_servers: Array<{ audience: string; scopes: string }>;
}

export interface AuthenticationMethod {
	id: string;
	type: string;
	created_at: string;
	confirmed?: boolean;
	name?: string;
	email?: string;
	phone_number?: string;
	last_auth_at?: string;
}

/** An entry of the tenant's logs. */
export interface LogEntry {
	log_id: string;
	date: string;
	type: string;
	user_id: string;
	description?: string;
	connection?: string;
	connection_id?: string;
	organization_id?: string;
	client_id?: string;
	client_name?: string;
	ip?: string;
	user_agent?: string;
	user_name?: string;
	details?: object;
}

let logs = 0;

/** Numbers of one length, in the order of the events. */
export const nextLogId = () => `9002025${String(++logs).padStart(48, '0')}`;

/** What hangs on the users of the tenant. */
export class UserData {
	readonly roles = new PerUser<Role>();
	readonly permissions = new PerUser<Permission>();
	readonly organizations = new PerUser<Organization>();
	readonly organizationRoles = new PerUser<OrganizationRole>();
	readonly blocks = new PerUser<BruteForceBlock>();
	readonly sessions = new PerUser<Session>();
	readonly refreshTokens = new PerUser<RefreshToken>();
	readonly authenticationMethods = new PerUser<AuthenticationMethod>();
	readonly logs = new PerUser<LogEntry>();

	/** What goes with the user: everything except what the logs tell. */
	private readonly perishable = [
		this.roles,
		this.permissions,
		this.organizations,
		this.organizationRoles,
		this.blocks,
		this.sessions,
		this.refreshTokens,
		this.authenticationMethods,
	];

	forget(userId: string): void {
		for (const lists of this.perishable) lists.forget(userId);
	}

	clear(): void {
		for (const lists of [...this.perishable, this.logs]) lists.clear();
	}
}
