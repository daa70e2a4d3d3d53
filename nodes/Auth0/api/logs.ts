import type { IDataObject } from 'n8n-workflow';

import { anId, listOf, record, type Reader } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import type { ApiRequest } from '../transport/request';
import type { RefusalRule } from '../transport/refusal';
import { wordsOfLogType } from './logTypes';
import { subjectOf } from './users';
import { withoutLogSecrets } from './withheld';

/** The most log events that Auth0 gives at once. */
export const LOG_PAGE = 100;

/** How many pages of a search Auth0 gives: 1,000 log events. */
export const MAX_SEARCH_PAGES = 10;

/** How long there are log events. @see https://auth0.com/docs/deploy-monitor/logs/log-data-retention */
export const RETENTION = 'Auth0 keeps log events for 1 to 30 days, depending on your plan.';

/** An entry of the log of the tenant, without the secrets that its details can contain. */
export type LogEvent = IDataObject & { log_id: string };

const logEvent: Reader<LogEvent> = (value, at = '') => {
	const row = record(value, at);
	return { ...withoutLogSecrets(row), log_id: anId(row.log_id, `${at}.log_id`) };
};

/** The same log event with what its type means in words, where Auth0 documents that. */
export function described<T extends IDataObject>(event: T): T & { type_description?: string } {
	const words = wordsOfLogType(event.type);
	return words === undefined ? event : { ...event, type_description: words };
}

const describedLog: Reader<LogEvent> = (value, at) => described(logEvent(value, at));

/** The most log events that Auth0 pages through in a search, and of a user. */
export const MAX_SEARCHED_LOGS = LOG_PAGE * MAX_SEARCH_PAGES;

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
	maxRows: MAX_SEARCHED_LOGS,
	subject: subjectOf(userId),
	row: (value, at) => described(withoutLogSecrets(record(value, at))),
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
	listLogs({ q: `date:[${secondOf(since)} TO *]`, sort: 'date:1', per_page: LOG_PAGE, page });

/**
 * Retrieves the first log events between two times that match a search, sorted by their time, the oldest first.
 *
 * @param since an ISO 8601 time
 * @param until an ISO 8601 time
 * @param q in Auth0’s search syntax; absent for all
 */
export const listLogsBetween = (
	since: string,
	until: string,
	q?: string,
): ApiRequest<LogEvent[]> => {
	const range = `date:[${secondOf(since)} TO ${secondOf(until)}]`;
	const query = q === undefined ? range : `${q} AND ${range}`;
	return listLogs({ q: query, sort: 'date:1', per_page: LOG_PAGE });
};

/**
 * Retrieves one log event.
 *
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs-by-id
 */
export const getLog = (logId: string): ApiRequest<LogEvent> => ({
	method: 'GET',
	path: path`/logs/${logId}`,
	subject: { name: `Log event “${logId}”`, whenMissing: `Check the log ID. ${RETENTION}` },
	answers: describedLog,
});

/** How a person says which log events to search for: by a query that is typed, or by filters. */
export type LogsGivenBy = 'query' | 'filters';

const SYNTAX = 'https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax';

const REFUSED = {
	query: {
		message: 'Auth0 does not accept the query.',
		description: `Check quotation marks and brackets in 'Query'. For the syntax, see ${SYNTAX}`,
	},
	filters: {
		message: 'Auth0 does not accept the filters.',
		description: "Check the values in 'Filters'.",
	},
};

const TOO_LONG: RefusalRule = {
	status: 414,
	message: 'The search is too long for Auth0.',
	description: 'Choose fewer event types, or shorten the query.',
};

/** Which log events to search for. */
export interface LogSearch {
	/** In Auth0’s search syntax; absent for all. */
	query?: string;
	givenBy: LogsGivenBy;
	isOldestFirst: boolean;
}

/**
 * Lists the log events that a search finds, up to the 1,000 that Auth0 returns.
 *
 * @see https://auth0.com/docs/api/management/v2/logs/get-logs
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export const searchLogs = ({
	query,
	givenBy,
	isOldestFirst,
}: LogSearch): ListRequest<LogEvent> => ({
	path: '/logs',
	query: { ...(query !== undefined && { q: query }), sort: isOldestFirst ? 'date:1' : 'date:-1' },
	rowId: 'log_id',
	errors: [TOO_LONG, { status: 400, unless: /\bpag(?:e|ing)\b|\bsort\b/i, ...REFUSED[givenBy] }],
	row: describedLog,
});

/**
 * Lists the log events behind one of them, in the order of their IDs, however many there are.
 *
 * @see https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api
 */
export const listLogsFrom = (logId: string): ListRequest<LogEvent> => ({
	path: '/logs',
	isCheckpoint: true,
	start: logId,
	rowId: 'log_id',
	labels: { from: 'After Log ID' },
	row: describedLog,
});

/** Without a zone, as the documentation writes it; it is UTC. */
const secondOf = (time: string) =>
	new Date(time).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);

const listLogs = (query: IDataObject): ApiRequest<LogEvent[]> => ({
	method: 'GET',
	path: '/logs',
	query,
	answers: listOf(logEvent),
});
