import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { connect } from '../transport/managementApi';
import { path } from '../transport/path';
import { BRISK } from '../transport/retry';
import { matcherOf, searchOf } from './searchOf';

/** Roles by their ID [get_roles, read:roles]. */
export const searchRoles = searchOf<{ id: string; name: string }>({
	path: '/roles',
	searchParameter: 'name_filter',
	toItem: ({ id, name }) => ({ name, value: id }),
});

/** Organizations by their ID [get_organizations, read:organizations]. Display names can repeat. */
export const searchOrganizations = searchOf<{ id: string; name: string; display_name?: string }>({
	path: '/organizations',
	isCheckpoint: true,
	toItem: ({ id, name, display_name: title }) => ({
		name: title && title !== name ? `${title} (${name})` : name,
		value: id,
	}),
});

/** Applications by their Client ID [get_clients, read:clients]. Names can repeat. */
export const searchApplications = searchOf<{ client_id: string; name: string }>({
	path: '/clients',
	query: { fields: 'client_id,name', include_fields: true, is_global: false },
	isCheckpoint: true,
	toItem: ({ client_id: id, name }) => ({ name: `${name} (${id})`, value: id }),
});

/** APIs by their identifier [get_resource-servers, read:resource_servers]. */
export const searchApis = searchOf<{ identifier: string; name?: string }>({
	path: '/resource-servers',
	toItem: ({ identifier, name }) => ({
		name: name ? `${name} (${identifier})` : identifier,
		value: identifier,
	}),
});

const parameterOf = (functions: ILoadOptionsFunctions, name: string) =>
	String(functions.getCurrentNodeParameter(name, { extractValue: true }) ?? '').trim();

const matching = (items: INodeListSearchItems[], filter = ''): INodeListSearchResult => ({
	results: items.filter(matcherOf(filter)),
});

/** The permissions of the API that the node names [get_resource-servers, read:resource_servers]. */
export async function searchPermissions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const identifier = parameterOf(this, 'api');
	if (identifier === '') return { results: [] };
	const api = await connect(this, { patience: BRISK });
	const { scopes = [] } = await api.request<{ scopes?: Array<{ value: string }> }>({
		method: 'GET',
		path: path`/resource-servers/${identifier}`,
		subject: { name: `API “${identifier}”`, whenMissing: 'Choose API from the list.' },
	});
	return matching(
		scopes.map(({ value }) => ({ name: value, value })),
		filter,
	);
}

interface Identity {
	provider: string;
	user_id: string | number;
	connection: string;
}

/** The linked identities of the user that the node names [get_users_by_id, read:users]. */
export async function searchIdentities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const id = parameterOf(this, 'userId');
	if (!id.includes('|')) return { results: [] };
	const api = await connect(this, { patience: BRISK });
	const { identities = [] } = await api.request<{ identities?: Identity[] }>({
		method: 'GET',
		path: path`/users/${id}`,
		query: { fields: 'identities', include_fields: true },
		subject: { name: `User “${id}”`, whenMissing: 'Choose User from the list.' },
	});
	// The first is the user's own, which cannot be unlinked.
	return matching(
		identities.slice(1).map(({ provider, user_id: bareId, connection }) => ({
			name: `${provider}|${bareId} – ${connection}`,
			value: `${provider}|${bareId}`,
		})),
		filter,
	);
}
