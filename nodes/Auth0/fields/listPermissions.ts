/** The permission that each list of the panel needs, by the method that fills it. */
export const LIST_PERMISSIONS = {
	searchAllConnections: 'read:connections',
	searchApis: 'read:resource_servers',
	searchApplications: 'read:clients',
	searchConnections: 'read:connections',
	searchDatabases: 'read:connections',
	searchEventStreams: 'read:event_streams',
	searchIdentities: 'read:users',
	searchInvitations: 'read:organization_invitations',
	searchMemberRoles: 'read:roles',
	searchOrganizationConnections: 'read:organization_connections',
	searchOrganizations: 'read:organizations',
	searchPermissions: 'read:resource_servers',
	searchRoles: 'read:roles',
	searchSelfServiceProfiles: 'read:self_service_profiles',
	searchUsers: 'read:users',
} as const satisfies Record<string, string>;

/** A method that fills a list of the panel. */
export type ListMethod = keyof typeof LIST_PERMISSIONS;

/** @example permissionOf('searchRoles') is 'the read:roles permission' */
export const permissionOf = (method: ListMethod) => `the ${LIST_PERMISSIONS[method]} permission`;

/** The end of a sentence about something that needs the permission of a list. */
export const requires = (method: ListMethod) => `requires ${permissionOf(method)}`;
