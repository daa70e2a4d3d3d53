import type { FastifyInstance } from 'fastify';

import type { Application } from '../applications';
import { ApiError, badRequest } from '../errors';
import { listOf } from '../paging';
import { fieldsQuery, listClientsQuery, type FieldsQuery, type ListClientsQuery } from '../schemas';
import { select } from '../search';
import type { TenantState } from '../state';
import { validator } from '../validation';
import { authorize, type UserRequest } from './request';

const validQuery = validator<ListClientsQuery>('query', listClientsQuery);
const validFieldsQuery = validator<FieldsQuery>('query', fieldsQuery);

const SCOPES = ['read:clients', 'read:client_keys', 'read:client_summary'];

/** What takes a permission of its own. */
const SECRETS = ['client_secret', 'encryption_key', 'client_authentication_methods'];

/** [get_clients], [get_clients_by_id] */
export function addClientRoutes(server: FastifyInstance, state: TenantState): void {
	const show = (application: Application, query: FieldsQuery, scopes: string[]) =>
		toPublic(application, query, scopes, tenantOf(state));

	server.get('/api/v2/clients', (request) => {
		const scopes = authorize(state, request, SCOPES);
		const query = validQuery(request.query);
		if (query.q !== undefined) throw badRequest('This tenant does not search for clients.');
		const found = state.applications.listed.filter((application) => isWanted(application, query));
		return listOf(
			found,
			'clients',
			query,
			(application) => application.client_id,
			(application) => show(application, query, scopes),
		);
	});
	server.get('/api/v2/clients/:id', (request: UserRequest) => {
		const scopes = authorize(state, request, [...SCOPES, 'read:client_credentials']);
		const query = validFieldsQuery(request.query);
		const found = state.applications.listed.find(({ client_id: id }) => id === request.params.id);
		if (found) return show(found, query, scopes);
		throw new ApiError(404, 'The client does not exist', { errorCode: 'inexistent_client' });
	});
}

function isWanted(application: Application, query: ListClientsQuery): boolean {
	const { app_type: type, global = false, is_first_party: isFirstParty = true } = application;
	return (
		(query.is_global === undefined || query.is_global === global) &&
		(query.is_first_party === undefined || query.is_first_party === isFirstParty) &&
		query.external_client_id === undefined &&
		(query.app_type === undefined || query.app_type.split(',').includes(type))
	);
}

/** The name of the tenant comes along with whatever fields are asked for. */
function toPublic(
	application: Application,
	query: FieldsQuery,
	scopes: string[],
	tenant: string,
): object {
	const readsKeys = scopes.includes('read:client_keys');
	const shown = Object.fromEntries(
		Object.entries(application).filter(([name]) => readsKeys || !SECRETS.includes(name)),
	);
	return { tenant, ...select(shown, query) };
}

const tenantOf = ({ issuer }: TenantState) => new URL(issuer).hostname.split('.')[0] ?? '';
