import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { listApplications } from '../api/clients';
import { listOrganizations } from '../api/organizations';
import { getResourceServer, listResourceServers, permissionNamesOf } from '../api/resourceServers';
import { isOfTenant, listRoles } from '../api/roles';
import { getUserIdentities } from '../api/users';
import { Parameters } from '../fields/parameters';
import { apiField } from '../fields/permissions';
import { userField } from '../fields/user/userField';
import { connect } from '../transport/connection';
import { INTERACTIVE } from '../transport/retry';
import { matcherOf, searchOf } from './searchOf';

/** The tenant's roles by their ID (permission read:roles); those of organizations are left out. */
export const searchRoles = searchOf({
	list: listRoles,
	isSearched: true,
	isShown: isOfTenant,
	toItem: ({ id: value, name }) => ({ name, value }),
});

/** Organizations by their ID. Display names can repeat. */
export const searchOrganizations = searchOf({
	list: listOrganizations,
	toItem: ({ id, name, display_name: title }) => ({
		name: title && title !== name ? `${title} (${name})` : name,
		value: id,
	}),
});

/** Applications by their Client ID. Names can repeat. */
export const searchApplications = searchOf({
	list: listApplications,
	toItem: ({ client_id: id, name }) => ({ name: `${name} (${id})`, value: id }),
});

/** APIs by their identifier. */
export const searchApis = searchOf({
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
export async function searchPermissions(
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
export async function searchIdentities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const id = shownIn(this, userField);
	if (!id.includes('|')) return { results: [] };
	const { management } = await connect(this, { retryPolicy: INTERACTIVE });
	const { identities } = await management.request(getUserIdentities(id));
	// The first is the user's own, which cannot be unlinked.
	return matching(
		(identities ?? []).slice(1).map(({ provider, user_id: own, connection }) => ({
			name: `${provider}|${own} – ${connection}`,
			value: `${provider}|${own}`,
		})),
		filter,
	);
}
