import type { IDataObject } from 'n8n-workflow';

import { MAX_DISORDER_MS, oldestLogSince } from '../../api/logOrder';
import { described, getLog, listLogsFrom, RETENTION } from '../../api/logs';
import type { LogFilter } from '../../fields/log/logFilters';
import type { ManagementApi } from '../../transport/managementApi';
import { pagesOf } from '../../transport/paging';
import type { ApiAnswer } from '../../transport/request';
import type { Tell } from '../hints';

/** Before everything that Auth0 logs. */
const BEFORE_ALL = new Date(0).toISOString();

interface Wanted {
	filter: Omit<LogFilter, 'query'>;
	limit: number;
	tell: Tell;
}

/**
 * Reads log events in the order of their IDs, however many there are: behind one of them, or from the oldest
 * on that Auth0 has. Auth0 filters nothing there, so that all are read until enough are wanted ones.
 *
 * @param after the ID of a log event; '' for the oldest
 */
export async function logsAfter(
	api: ManagementApi,
	after: string,
	{ filter, limit, tell }: Wanted,
): Promise<IDataObject[]> {
	const { from = BEFORE_ALL, to, isWanted } = filter;
	const found: IDataObject[] = [];
	let start = after;
	if (start === '') {
		const oldest = await oldestLogSince(async (request) => await api.request(request), from);
		if (!oldest) return [];
		start = oldest.log_id;
		if (isWanted(oldest)) found.push(described(oldest));
	} else if (await isGone(api, start)) {
		tell(
			`Auth0 no longer has the log event “${start}”, so some that came after it may be missing. ${RETENTION}`,
		);
	}
	if (found.length >= limit) return found;
	// Later ones can have happened a little earlier.
	const end = to === undefined ? Infinity : Date.parse(to) + MAX_DISORDER_MS;
	for await (const { rows } of pagesOf(api, listLogsFrom(start))) {
		found.push(...rows.filter(isWanted));
		if (found.length >= limit || Date.parse(String(rows.at(-1)?.date)) > end) break;
	}
	return found.slice(0, limit);
}

/** Whether Auth0 does not have a log event: it goes on with those that it has, without a word. */
async function isGone(api: ManagementApi, logId: string): Promise<boolean> {
	const readUnknown = ({ statusCode }: ApiAnswer) =>
		[400, 404, 410].includes(statusCode) ? true : undefined;
	return 'other' in (await api.requestUnless(getLog(logId), readUnknown));
}
