import type { FastifyInstance } from 'fastify';

import type { Application } from '../applications';
import { badRequest } from '../errors';
import { listOf } from '../paging';
import { listClientsQuery, type ListClientsQuery } from '../schemas';
import { select } from '../search';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize } from './request';

const validQuery = validator<ListClientsQuery>('query', listClientsQuery);

/** [get_clients]: never with their secrets, which need a scope that no client here has. */
export function addClientRoutes(server: FastifyInstance, state: TenantState): void {
	server.get('/api/v2/clients', (request) => {
		authorize(state, request, ['read:clients', 'read:client_keys', 'read:client_summary']);
		const query = validQuery(request.query);
		if (query.q !== undefined) throw badRequest('This tenant does not search for clients.');
		const found = state.applications.listed.filter((application) => isWanted(application, query));
		return listOf(
			found,
			'clients',
			query,
			(application) => application.client_id,
			(application) => toPublic(application, query, tenantOf(state)),
		);
	});
}

function isWanted({ app_type: type }: Application, query: ListClientsQuery): boolean {
	return (
		query.is_global !== true &&
		query.is_first_party !== false &&
		query.external_client_id === undefined &&
		(query.app_type === undefined || query.app_type.split(',').includes(type))
	);
}

/** The name of the tenant comes along with whatever fields are asked for. */
function toPublic(
	{ client_id, name, app_type }: Application,
	query: ListClientsQuery,
	tenant: string,
): object {
	const shown = { client_id, name, app_type, global: false, is_first_party: true };
	return { tenant, ...select(shown, query) };
}

const tenantOf = ({ issuer }: TenantState) => new URL(issuer).hostname.split('.')[0] ?? '';
