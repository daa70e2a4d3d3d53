import { randomBytes } from 'crypto';

import { ApiError } from './errors';
import { PerUser } from './perUser';
import type { Permission } from './userData';

export interface Role {
	id: string;
	name: string;
	description?: string;
	/** Whose role it is: the tenant's, or that of the organization `owner_id`. */
	type?: 'tenant' | 'organization';
	owner_id?: string;
}

/** An API of the tenant. */
export interface ResourceServer {
	id: string;
	name: string;
	identifier: string;
	is_system: boolean;
	scopes: Array<{ value: string; description?: string }>;
}

export interface Organization {
	id: string;
	name: string;
	display_name: string;
	branding?: object;
	metadata?: Record<string, string>;
	token_quota?: object;
	third_party_client_access?: 'block' | 'allow';
	is_app_entitlement_active?: boolean;
}

/** A connection of the tenant with which people log in to an organization. */
export interface EnabledConnection {
	connection_id: string;
	assign_membership_on_login?: boolean;
	show_as_button?: boolean;
	is_signup_enabled?: boolean;
	connection: { name: string; strategy: string };
}

/** A domain by whose email addresses an organization is found. */
export interface DiscoveryDomain {
	id: string;
	domain: string;
	status: 'pending' | 'verified';
	verification_host: string;
	verification_txt: string;
	use_for_organization_discovery?: boolean;
}

/** An invitation that nobody has accepted. */
export interface Invitation {
	id: string;
	organization_id: string;
	inviter: { name: string };
	invitee: { email: string };
	invitation_url: string;
	ticket_id: string;
	created_at: string;
	expires_at: string;
	client_id: string;
	connection_id?: string;
	app_metadata?: Record<string, unknown>;
	user_metadata?: Record<string, unknown>;
	roles?: string[];
}

/** What every organization has that nobody has set. */
const ORGANIZATION_DEFAULTS = {
	third_party_client_access: 'block',
	is_app_entitlement_active: true,
} as const;

const randomId = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`;
const seedId = (prefix: string, number: number) => `${prefix}_${String(number).padStart(16, '0')}`;

const ROLES: Role[] = [
	{ id: seedId('rol', 1), name: 'Admin', description: 'Does everything', type: 'tenant' },
	{ id: seedId('rol', 2), name: 'Editor', description: 'Writes', type: 'tenant' },
	{ id: seedId('rol', 3), name: 'Viewer', description: 'Reads', type: 'tenant' },
];

const ORGANIZATIONS: Organization[] = [
	{ id: seedId('org', 1), name: 'acme', display_name: 'Acme Inc.', ...ORGANIZATION_DEFAULTS },
	{
		id: seedId('org', 2),
		name: 'globex',
		display_name: 'Globex Corporation',
		...ORGANIZATION_DEFAULTS,
	},
];

const scopesOf = (names: string) =>
	names.split(' ').map((value) => ({ value, description: value }));

const EXAMPLE_API: ResourceServer = {
	id: seedId('api', 2).replace('api_', '00000000'),
	name: 'Example API',
	identifier: 'https://api.example.com/',
	is_system: false,
	scopes: scopesOf('read:reports write:reports delete:reports'),
};

/** What the tenant has besides users: roles, APIs and organizations. */
export class Catalogue {
	readonly roles: Role[] = [];
	readonly resourceServers: ResourceServer[] = [];
	readonly organizations: Organization[] = [];
	readonly invitations: Invitation[] = [];
	/** What each role brings, by its ID. */
	readonly rolePermissions = new PerUser<Permission>();
	/** The connections of each organization, by its ID. */
	readonly enabledConnections = new PerUser<EnabledConnection>();
	/** The domains of each organization, by its ID. */
	readonly discoveryDomains = new PerUser<DiscoveryDomain>();
	private readonly managementApi: ResourceServer;

	constructor(audience: string, scope: string) {
		this.managementApi = {
			id: seedId('api', 1).replace('api_', '00000000'),
			name: 'Auth0 Management API',
			identifier: audience,
			is_system: true,
			scopes: scopesOf(scope),
		};
		this.reset();
	}

	/** As at the start. */
	reset(): void {
		this.roles.splice(0, Infinity, ...ROLES.map((role) => ({ ...role })));
		this.rolePermissions.clear();
		this.enabledConnections.clear();
		this.discoveryDomains.clear();
		this.invitations.splice(0);
		this.resourceServers.splice(0, Infinity, this.managementApi, EXAMPLE_API);
		this.organizations.splice(0, Infinity, ...ORGANIZATIONS.map((one) => ({ ...one })));
	}

	/** @throws ApiError 404 for one that is not there */
	requireRole(id: string): Role {
		const role = this.roles.find((candidate) => candidate.id === id);
		if (role) return role;
		throw new ApiError(404, 'The role does not exist.');
	}

	/** @throws ApiError 404 for one that is not there */
	requireOrganization(id: string): Organization {
		const organization = this.organizations.find((candidate) => candidate.id === id);
		if (organization) return organization;
		throw new ApiError(404, 'No organization found by that id or name');
	}

	addRole(role: Partial<Role> & { name: string }): Role {
		const added: Role = { id: randomId('rol'), type: 'tenant', ...role };
		this.roles.push(added);
		return added;
	}

	addOrganization(organization: Partial<Organization> & { name: string }): Organization {
		const added = {
			id: randomId('org'),
			display_name: organization.name,
			...ORGANIZATION_DEFAULTS,
			...organization,
		};
		this.organizations.push(added);
		return added;
	}
}
