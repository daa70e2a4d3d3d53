import type { FastifyInstance } from 'fastify';

import { badRequest } from '../errors';
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

/** [get_logs], [get_logs_by_user], also of a user that is gone, or never was */
export function addLogRoutes(server: FastifyInstance, state: TenantState): void {
	server.get('/api/v2/logs', (request) => {
		authorize(state, request, ['read:logs', 'read:logs_users']);
		const query = validTenantQuery(request.query);
		if (query.search !== undefined) throw badRequest('This tenant does not search for logs.');
		return logsOf(state.userData.logs.all(), query);
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

/**
 * By checkpoint, what is newer than the entry `from`, in the order of the IDs, whatever else the query
 * says; otherwise a page of a search, the newest first.
 */
function logsOf(logs: readonly LogEntry[], query: ListTenantLogsQuery): object[] {
	const { from, take = DEFAULT_PAGE_SIZE } = query;
	const ascending = sortBy(logs, 'log_id:1');
	if (from !== undefined) {
		const newer = ascending.filter(({ log_id: id }) => id > from);
		return newer.slice(0, Math.min(take, MAX_PAGE_SIZE));
	}
	checkFirstThousand(query);
	const { page = 0, per_page: limit = DEFAULT_PAGE_SIZE, sort } = query;
	const found = sort ? sortBy(ascending, sort) : ascending.reverse();
	return found.slice(page * limit, (page + 1) * limit).map((entry) => select(entry, query));
}
