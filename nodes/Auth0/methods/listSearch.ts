import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { listApplications } from '../api/clients';
import { listConnections, listConnectionsForUsers } from '../api/connections';
import { listEventStreams } from '../api/eventStreams';
import { listEnabledConnections } from '../api/organizationConnections';
import { listInvitations } from '../api/invitations';
import { getOrganizationByName, listOrganizations } from '../api/organizations';
import { getResourceServer, listResourceServers, permissionNamesOf } from '../api/resourceServers';
import { isOfTenant, listRoles } from '../api/roles';
import { listSelfServiceProfiles } from '../api/selfServiceProfiles';
import { userIdOf } from '../api/userIds';
import { getUserIdentities } from '../api/users';
import { MAX_SEARCHED } from '../api/userSearch';
import { findUsers, type UserEntry } from '../api/userEntries';
import { connectionField } from '../fields/connectionField';
import { eventStreamField } from '../fields/eventStream/streamField';
import { databaseField, exportConnectionField } from '../fields/job/connection';
import type { ListMethod } from '../fields/listPermissions';
import { Parameters } from '../fields/parameters';
import { apiField, permissionField } from '../fields/permissions';
import { oneInvitationField } from '../fields/invitations';
import { ownConnectionField } from '../fields/organizationConnections';
import { profileField } from '../fields/organization/onboarding';
import { isOrganizationName, oneOrganizationField } from '../fields/organization/organizationField';
import { memberRoleField, roleField } from '../fields/roles';
import { applicationField } from '../fields/tenantFields';
import { identityField } from '../fields/user/identities';
import { userField } from '../fields/user/userField';
import { connect } from '../transport/connection';
import { isMissingPermission } from '../transport/managementApi';
import { PAGE_SIZE } from '../transport/page';
import { INTERACTIVE } from '../transport/retry';
import { matcherOf, searchOf, type Search } from './searchOf';
import { withAlternative } from './withAlternative';

/**
 * Fills “From List” of a user: a page of users whose name, email address, username or phone number
 * holds the text, found by Auth0's search.
 *
 * @throws NodeApiError, also when the client lacks read:users
 */
async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const { management } = await connect(this, { retryPolicy: INTERACTIVE });
	const page = Number(paginationToken);
	const text = filter.trim();
	const users = await management.request(findUsers(text, { page, size: PAGE_SIZE }));
	const more = users.length === PAGE_SIZE && (page + 2) * PAGE_SIZE <= MAX_SEARCHED;
	return { results: users.map(toUserItem), ...(more && { paginationToken: String(page + 1) }) };
}

function toUserItem(user: UserEntry): INodeListSearchItems {
	const login = user.email ?? user.username ?? user.phone_number ?? user.user_id;
	const name = user.name && user.name !== login ? ` (${user.name})` : '';
	const connection = user.identities?.[0]?.connection;
	return {
		name: `${login}${name}${connection ? ` – ${connection}` : ''}`,
		value: user.user_id,
	};
}

/**
 * Fills “From List” of a connection: those in which users can be created, database and
 * passwordless ones.
 */
const searchConnections = searchOf({
	list: listConnectionsForUsers,
	toItem: ({ name }) => ({ name, value: name }),
});

/** Connections of every kind by their ID. */
const searchAllConnections = searchOf({
	list: () => listConnections(),
	toItem: ({ id: value, name }) => ({ name, value }),
});

/** Database connections by their ID. */
const searchDatabases = searchOf({
	list: () => listConnections({ strategy: ['auth0'] }),
	toItem: ({ id: value, name }) => ({ name, value }),
});

/** The tenant's roles by their ID (permission read:roles); those of organizations are left out. */
const searchRoles = searchOf({
	list: listRoles,
	isSearched: true,
	isShown: isOfTenant,
	toItem: ({ id: value, name }) => ({ name, value }),
});

/**
 * The roles that members of the organization in the panel can have there, with its own marked; where it cannot be
 * told which one it is, only those of the tenant.
 */
async function searchMemberRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const id = await organizationShownIn(this).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return undefined;
	});
	const search = searchOf({
		list: listRoles,
		isSearched: true,
		isShown: (role) => isOfTenant(role) || (id !== undefined && role.owner_id === id),
		toItem: (role) => ({
			name: isOfTenant(role) ? role.name : `${role.name} (organization role)`,
			value: role.id,
		}),
	});
	return await search.call(this, filter, paginationToken);
}

/** The connections of the organization that the node names, by their ID. */
async function searchOrganizationConnections(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const id = await organizationShownIn(this);
	if (id === undefined) return { results: [] };
	const search = searchOf({
		list: () => listEnabledConnections(id),
		toItem: ({ connection_id: value, connection }) => ({
			name: connection?.strategy
				? `${connection.name ?? value} (${connection.strategy})`
				: (connection?.name ?? value),
			value,
		}),
	});
	return await search.call(this, filter, paginationToken);
}

/** The ID of the organization that the panel shows; undefined where it shows none. */
async function organizationShownIn(functions: ILoadOptionsFunctions): Promise<string | undefined> {
	const organization = shownIn(functions, oneOrganizationField);
	if (organization.startsWith('org_')) return organization;
	const name = organization.toLowerCase();
	// An expression that has no value yet is no name.
	if (!isOrganizationName(name)) return undefined;
	const { management } = await connect(functions, { retryPolicy: INTERACTIVE });
	return (await management.request(getOrganizationByName(name))).id;
}

/** The invitations of the organization that the node names, newest first, by the email address. */
async function searchInvitations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const id = await organizationShownIn(this);
	if (id === undefined) return { results: [] };
	const search = searchOf({
		list: () => listInvitations(id),
		toItem: ({ id: value, invitee, created_at: createdAt }) => ({
			name: createdAt ? `${invitee.email} – ${createdAt.slice(0, 10)}` : invitee.email,
			value,
		}),
	});
	return await search.call(this, filter, paginationToken);
}

/** Organizations by their ID. Display names can repeat. */
const searchOrganizations = searchOf({
	list: listOrganizations,
	toItem: ({ id, name, display_name: title }) => ({
		name: title && title !== name ? `${title} (${name})` : name,
		value: id,
	}),
});

/** Self-service profiles by their ID. */
const searchSelfServiceProfiles = searchOf({
	list: listSelfServiceProfiles,
	toItem: ({ id, name }) => ({ name: name ?? id, value: id }),
});

/** Event streams by their ID, with those that deliver nothing marked. */
const searchEventStreams = searchOf({
	list: listEventStreams,
	toItem: ({ id, name, status }) => ({
		name: `${name ?? id}${status === 'disabled' ? ' (disabled)' : ''}`,
		value: id,
	}),
});

/** Applications by their Client ID. Names can repeat. */
const searchApplications = searchOf({
	list: listApplications,
	toItem: ({ client_id: id, name }) => ({ name: `${name} (${id})`, value: id }),
});

/** APIs by their identifier. */
const searchApis = searchOf({
	list: listResourceServers,
	toItem: ({ identifier, name }) => ({
		name: name ? `${name} (${identifier})` : identifier,
		value: identifier,
	}),
});

/** What a field of the panel holds now. */
const shownIn = (functions: ILoadOptionsFunctions, field: INodeProperties): string =>
	Parameters.ofNode(functions, [field]).reference(field.name).value;

const matching = (items: INodeListSearchItems[], filter = ''): INodeListSearchResult => ({
	results: items.filter(matcherOf(filter)),
});

/** The permissions of the API that the node names. */
async function searchPermissions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const identifier = shownIn(this, apiField);
	if (identifier === '') return { results: [] };
	const { management } = await connect(this, { retryPolicy: INTERACTIVE });
	const names = permissionNamesOf(await management.request(getResourceServer(identifier)));
	return matching(
		names.map((name) => ({ name, value: name })),
		filter,
	);
}

/** The linked identities of the user that the node names. */
async function searchIdentities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const id = shownIn(this, userField);
	if (!id.includes('|')) return { results: [] };
	const { management } = await connect(this, { retryPolicy: INTERACTIVE });
	const { identities } = await management.request(getUserIdentities(id));
	// The first is the user's own, which cannot be unlinked.
	return matching(
		(identities ?? []).slice(1).map((identity) => ({
			name: `${userIdOf(identity)} – ${identity.connection}`,
			value: userIdOf(identity),
		})),
		filter,
	);
}

/** The lists in the panel from which people choose, by the names that fields have for them. */
export const listSearch = {
	searchAllConnections: withAlternative(exportConnectionField, searchAllConnections),
	searchApis: withAlternative(apiField, searchApis),
	searchApplications: withAlternative(applicationField, searchApplications),
	searchConnections: withAlternative(connectionField, searchConnections),
	searchDatabases: withAlternative(databaseField, searchDatabases),
	searchEventStreams: withAlternative(eventStreamField, searchEventStreams),
	searchIdentities: withAlternative(identityField, searchIdentities),
	searchInvitations: withAlternative(oneInvitationField, searchInvitations),
	searchMemberRoles: withAlternative(memberRoleField, searchMemberRoles),
	searchOrganizationConnections: withAlternative(ownConnectionField, searchOrganizationConnections),
	searchOrganizations: withAlternative(oneOrganizationField, searchOrganizations),
	searchPermissions: withAlternative(permissionField, searchPermissions),
	searchRoles: withAlternative(roleField, searchRoles),
	searchSelfServiceProfiles: withAlternative(profileField, searchSelfServiceProfiles),
	searchUsers: withAlternative(userField, searchUsers),
} satisfies Record<ListMethod, Search>;
