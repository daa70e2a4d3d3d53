import type { FastifyInstance } from 'fastify';

import { ApiError, badRequest } from '../errors';
import { compileQuery } from '../lucene';
import { checkFirstThousand } from '../paging';
import {
	listLogsQuery,
	listTenantLogsQuery,
	type ListLogsQuery,
	type ListTenantLogsQuery,
} from '../schemas';
import { select, sortBy } from '../search';
import type { TenantState } from '../state';
import type { LogEntry } from '../userData';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const DEFAULT_PAGE_SIZE = 50;

const MAX_PAGE_SIZE = 100;

const validQuery = validator<ListLogsQuery>('query', listLogsQuery);
const validTenantQuery = validator<ListTenantLogsQuery>('query', listTenantLogsQuery);

/** [get_logs], [get_logs_by_id], [get_logs_by_user], also of a user that is gone, or never was */
export function addLogRoutes(server: FastifyInstance, state: TenantState): void {
	server.get('/api/v2/logs', (request, reply) => {
		authorize(state, request, ['read:logs', 'read:logs_users']);
		const query = validTenantQuery(request.query);
		if (query.search !== undefined) throw badRequest('This tenant does not search for logs.');
		const ascending = sortBy(state.userData.logs.all(), 'log_id:1');
		if (query.from === undefined) return search(ascending, query);
		const newer = behind(ascending, query.from, query.take);
		const next = newer.at(-1)?.log_id ?? query.from;
		const { take = DEFAULT_PAGE_SIZE } = query;
		const parameters = new URLSearchParams({ from: next, take: String(take) });
		reply.header('link', `<${state.issuer}/api/v2/logs?${parameters}>; rel="next"`);
		return newer;
	});
	server.get('/api/v2/logs/:id', (request: UserRequest) => {
		authorize(state, request, ['read:logs', 'read:logs_users']);
		const found = state.userData.logs.all().find(({ log_id: id }) => id === request.params.id);
		if (found) return found;
		throw new ApiError(404, 'Log not found.');
	});
	server.get('/api/v2/users/:id/logs', (request: UserRequest) => {
		authorize(state, request, ['read:logs', 'read:logs_users']);
		const id = checkUserId(request.params.id, 'retrieve');
		const query = validQuery(request.query);
		checkFirstThousand(query);
		const { page = 0, per_page: limit = DEFAULT_PAGE_SIZE, sort = 'date:-1' } = query;
		const found = sortBy(state.userData.logs.of(id), sort);
		const start = page * limit;
		const logs = found.slice(start, start + limit);
		if (!query.include_totals) return logs;
		return { start, limit, length: logs.length, total: found.length, logs };
	});
}

/** By checkpoint: what is newer than an entry, in the order of the IDs, whatever else the query says. */
function behind(ascending: LogEntry[], from: string, take = DEFAULT_PAGE_SIZE): LogEntry[] {
	const newer = ascending.filter(({ log_id: id }) => id > from);
	return newer.slice(0, Math.min(take, MAX_PAGE_SIZE));
}

/** A page of what the query finds, the newest first unless told otherwise. */
function search(ascending: LogEntry[], query: ListTenantLogsQuery): object {
	checkFirstThousand(query);
	const { q, page = 0, per_page: limit = DEFAULT_PAGE_SIZE, sort } = query;
	const sorted = sort ? sortBy(ascending, sort) : ascending.reverse();
	const found = q ? sorted.filter(compileQuery(q)) : sorted;
	const start = page * limit;
	const logs = found.slice(start, start + limit).map((entry) => select(entry, query));
	if (!query.include_totals) return logs;
	return { start, limit, length: logs.length, total: found.length, logs };
}
