import type { FastifyInstance } from 'fastify';

import { checkFirstThousand } from '../paging';
import { listLogsQuery, type ListLogsQuery } from '../schemas';
import { sortBy } from '../search';
import type { TenantState } from '../state';
import { checkUserId, validator } from '../validation';
import { authorize, type UserRequest } from './request';

const DEFAULT_PAGE_SIZE = 50;

const validQuery = validator<ListLogsQuery>('query', listLogsQuery);

/** [get_logs_by_user]: also of a user that is gone, or never was. */
export function addLogRoutes(server: FastifyInstance, state: TenantState): void {
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
