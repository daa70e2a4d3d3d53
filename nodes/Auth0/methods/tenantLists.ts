import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { connect } from '../transport/managementApi';
import { nextOf, nextPage, pageQuery, rowsOf, type Page } from '../transport/paging';
import { path } from '../transport/path';
import { BRISK } from '../transport/retry';

const PAGE_SIZE = 100;

/** A list of the tenant, and how its entries are shown. */
interface TenantList<T> {
	path: string;
	query?: IDataObject;
	/** Whether it is read from one checkpoint to the next, instead of by page numbers. */
	isCheckpoint?: boolean;
	/** The parameter with which Auth0 searches by name itself; absent where it does not. */
	searchParameter?: string;
	toItem(entry: T): INodeListSearchItems;
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Makes the method that fills “From List”, a page at a time. Where Auth0 does not search itself, all
 * pages are read when there is a text to look for.
 */
function searchOf<T>({
	toItem,
	searchParameter,
	isCheckpoint = false,
	...list
}: TenantList<T>): Search {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken) {
		const api = await connect(this, { patience: BRISK });
		const text = filter.trim();
		const isSearchedHere = text !== '' && searchParameter === undefined;
		const found = ({ name, value }: INodeListSearchItems) =>
			!isSearchedHere || `${name} ${value}`.toLowerCase().includes(text.toLowerCase());
		const results: INodeListSearchItems[] = [];
		let next = paginationToken;
		do {
			const query = {
				...list.query,
				...(searchParameter !== undefined && text !== '' && { [searchParameter]: text }),
				...pageQuery(isCheckpoint, PAGE_SIZE, next),
			};
			const answer = await api.request<Page<T>>({ method: 'GET', path: list.path, query });
			const entries = rowsOf(answer);
			results.push(...entries.map(toItem).filter(found));
			next = isCheckpoint ? nextOf(answer) : nextPage(entries.length, PAGE_SIZE, next);
		} while (next !== undefined && isSearchedHere);
		return { results, ...(next !== undefined && { paginationToken: next }) };
	};
}

/** Roles by their ID [get_roles, read:roles]. */
export const searchRoles = searchOf<{ id: string; name: string }>({
	path: '/roles',
	searchParameter: 'name_filter',
	toItem: ({ id, name }) => ({ name, value: id }),
});

/** Organizations by their ID [get_organizations, read:organizations]. */
export const searchOrganizations = searchOf<{ id: string; name: string; display_name?: string }>({
	path: '/organizations',
	isCheckpoint: true,
	toItem: ({ id, name, display_name: title }) => ({ name: title || name, value: id }),
});

/** Applications by their Client ID [get_clients, read:clients]. */
export const searchApplications = searchOf<{ client_id: string; name: string }>({
	path: '/clients',
	query: { fields: 'client_id,name', include_fields: true, is_global: false },
	isCheckpoint: true,
	toItem: ({ client_id: id, name }) => ({ name, value: id }),
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
	results: items.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase())),
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
