import type { Management } from 'auth0';

import { aText, listOf, optional, partOf } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';

/** What the dashboard calls an API, in lists. */
const resourceServer = partOf<Management.ResourceServer>()({
	identifier: aText,
	name: optional(aText),
});

/** An API of the tenant, as far as the node relies on it. */
export type ResourceServer = ReturnType<typeof resourceServer>;

/**
 * Lists the APIs of the tenant.
 *
 * @see https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers
 */
export const listResourceServers = (): ListRequest<ResourceServer> => ({
	path: '/resource-servers',
	row: resourceServer,
});

const scope = partOf<Management.ResourceServerScope>()({ value: aText });

const withScopes = partOf<Management.GetResourceServerResponseContent>()({
	scopes: optional(listOf(scope)),
});

/**
 * Retrieves an API with the permissions that it defines.
 *
 * @see https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers-by-id
 */
export const getResourceServer = (
	identifier: string,
): ApiRequest<ReturnType<typeof withScopes>> => ({
	method: 'GET',
	path: path`/resource-servers/${identifier}`,
	subject: { name: `API “${identifier}”`, whenMissing: "Choose 'API' from the list." },
	answers: withScopes,
});

/** The names of the permissions that an API defines. */
export const permissionNamesOf = ({ scopes }: ReturnType<typeof withScopes>): string[] =>
	(scopes ?? []).map(({ value }) => value);
