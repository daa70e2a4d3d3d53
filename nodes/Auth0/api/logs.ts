import type { IDataObject } from 'n8n-workflow';

import { anId, listOf, record, type Reader } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import { subjectOf } from './users';

/** The most log events that Auth0 gives at once. */
export const LOG_PAGE = 100;

/** How many pages of a search Auth0 gives: 1,000 log events. */
export const MAX_SEARCH_PAGES = 10;

/** An entry of the log of the tenant. */
export type LogEvent = IDataObject & { log_id: string };

const logEvent: Reader<LogEvent> = (value, at = '') => {
	const row = record(value, at);
	return { ...row, log_id: anId(row.log_id, `${at}.log_id`) };
};

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
 * Retrieves the latest log events that match a search, sorted by their time, the newest first. Their IDs
 * can be in another order.
 *
 * @param count 100 at most
 * @param q in Auth0’s search syntax; absent for all
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs
 */
export const listLatestLogs = (count: number, q?: string): ApiRequest<LogEvent[]> =>
	listLogs({ ...(q !== undefined && { q }), sort: 'date:-1', per_page: count });

/**
 * Retrieves the log events behind one of them, in the order of their IDs, up to a page of them. What Auth0
 * logs late has a higher ID than what it logged before, whatever its time.
 *
 * @see https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api
 */
export const listLogsAfter = (logId: string): ApiRequest<LogEvent[]> =>
	listLogs({ from: logId, take: LOG_PAGE });

/**
 * Retrieves log events since a time, sorted by their time, the oldest first. Their IDs can be in another
 * order.
 *
 * @param since an ISO 8601 time
 * @param page from 0 on; Auth0 has no more than `MAX_SEARCH_PAGES`
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export const listLogsSince = (since: string, page: number): ApiRequest<LogEvent[]> =>
	listLogs({
		// Without a zone, as the documentation writes it; it is UTC.
		q: `date:[${new Date(since).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)} TO *]`,
		sort: 'date:1',
		per_page: LOG_PAGE,
		page,
	});

/**
 * Retrieves one log event.
 *
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs-by-id
 */
export const getLog = (logId: string): ApiRequest<LogEvent> => ({
	method: 'GET',
	path: path`/logs/${logId}`,
	subject: { name: `Log event “${logId}”` },
	answers: logEvent,
});

const listLogs = (query: IDataObject): ApiRequest<LogEvent[]> => ({
	method: 'GET',
	path: '/logs',
	query,
	answers: listOf(logEvent),
});
