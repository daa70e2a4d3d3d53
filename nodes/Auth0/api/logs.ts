import type { IDataObject } from 'n8n-workflow';

import { listOf, record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import { subjectOf } from './users';

/** The most log events of a user that Auth0 pages through. */
const MAX_USER_LOGS = 1000;

/**
 * How the log of the tenant is read from one checkpoint to the next: these lead to newer events only.
 *
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs
 */
export const LOG_CHECKPOINTS: Pick<ListRequest, 'rowId' | 'oldestFirst'> = {
	rowId: 'log_id',
	oldestFirst: 'date:1',
};

/**
 * Lists the log events of a user, the newest first, up to the 1,000 that Auth0 returns.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-logs-by-user
 */
export const listUserLogs = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/logs`,
	query: { sort: 'date:-1' },
	maxRows: MAX_USER_LOGS,
	subject: subjectOf(userId),
	row: record,
});

/**
 * Retrieves the latest log events of the tenant, the newest first.
 *
 * @param count 100 at most
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs
 */
export const listLatestLogs = (count: number): ApiRequest<IDataObject[]> => ({
	method: 'GET',
	path: '/logs',
	query: { per_page: count, sort: 'date:-1' },
	answers: listOf(record),
});
