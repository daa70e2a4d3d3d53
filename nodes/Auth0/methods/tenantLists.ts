import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { aText, listOf, object, optional, type Reader } from '../transport/answers';
import { connect } from '../transport/managementApi';
import { path } from '../transport/path';
import { INTERACTIVE } from '../transport/retry';
import { isOfTenant, readRole } from '../transport/roles';
import { matcherOf, searchOf } from './searchOf';

/** The tenant's roles by their ID [get_roles, read:roles]; those of organizations are left out. */
export const searchRoles = searchOf({
	path: '/roles',
	row: readRole,
	isShown: isOfTenant,
	searchParameter: 'name_filter',
	toItem: ({ id: value, name }) => ({ name, value }),
});

/** Organizations by their ID [get_organizations, read:organizations]. Display names can repeat. */
export const searchOrganizations = searchOf({
	path: '/organizations',
	row: object({ id: aText, name: aText, display_name: optional(aText) }),
	isCheckpoint: true,
	toItem: ({ id, name, display_name: title }) => ({
		name: title && title !== name ? `${title} (${name})` : name,
		value: id,
	}),
});

/** Applications by their Client ID [get_clients, read:clients]. Names can repeat. */
export const searchApplications = searchOf({
	path: '/clients',
	row: object({ client_id: aText, name: aText }),
	query: { fields: 'client_id,name', include_fields: true, is_global: false },
	isCheckpoint: true,
	toItem: ({ client_id: id, name }) => ({ name: `${name} (${id})`, value: id }),
});

/** APIs by their identifier [get_resource-servers, read:resource_servers]. */
export const searchApis = searchOf({
	path: '/resource-servers',
	row: object({ identifier: aText, name: optional(aText) }),
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
	const api = await connect(this, { retryPolicy: INTERACTIVE });
	const { scopes } = await api.request({
		method: 'GET',
		answers: object({ scopes: optional(listOf(object({ value: aText }))) }),
		path: path`/resource-servers/${identifier}`,
		subject: { name: `API “${identifier}”`, whenMissing: 'Choose API from the list.' },
	});
	return matching(
		(scopes ?? []).map(({ value }) => ({ name: value, value })),
		filter,
	);
}

/** Auth0 gives some IDs as numbers. */
const bareId: Reader<string> = (value, at) =>
	typeof value === 'number' ? String(value) : aText(value, at);

const identity = object({ provider: aText, user_id: bareId, connection: aText });

/** The linked identities of the user that the node names [get_users_by_id, read:users]. */
export async function searchIdentities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const id = parameterOf(this, 'userId');
	if (!id.includes('|')) return { results: [] };
	const api = await connect(this, { retryPolicy: INTERACTIVE });
	const { identities } = await api.request({
		method: 'GET',
		answers: object({ identities: optional(listOf(identity)) }),
		path: path`/users/${id}`,
		query: { fields: 'identities', include_fields: true },
		subject: { name: `User “${id}”`, whenMissing: 'Choose User from the list.' },
	});
	// The first is the user's own, which cannot be unlinked.
	return matching(
		(identities ?? []).slice(1).map(({ provider, user_id: own, connection }) => ({
			name: `${provider}|${own} – ${connection}`,
			value: `${provider}|${own}`,
		})),
		filter,
	);
}
