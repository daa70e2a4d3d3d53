import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../transport/request';
import { listLogsSince, LOG_PAGE, MAX_SEARCH_PAGES, type LogEvent } from './logs';

/**
 * How much later an event can have happened that Auth0 logged first, in ms. In recorded answers it is 4 s
 * at most.
 */
export const MAX_DISORDER_MS = 60_000;

/** When it happened, as an ISO 8601 time; undefined where Auth0 does not say it. */
export function timeOf(event: IDataObject | undefined): string | undefined {
	const time = Date.parse(String(event?.date));
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/**
 * The log event with the lowest ID since a time. A search sorts by time, so that it is among those that
 * happened first, and these can be more than a page.
 *
 * @param ask carries out a request
 * @param since an ISO 8601 time
 * @returns undefined when there is none
 */
export async function oldestLogSince(
	ask: (request: ApiRequest<LogEvent[]>) => Promise<LogEvent[]>,
	since: string,
): Promise<LogEvent | undefined> {
	let oldest: LogEvent | undefined;
	let first: string | undefined;
	for (let page = 0; page < MAX_SEARCH_PAGES; page++) {
		const rows = await ask(listLogsSince(since, page));
		for (const row of rows) if (!oldest || row.log_id < oldest.log_id) oldest = row;
		first ??= timeOf(rows[0]);
		const reached = Date.parse(timeOf(rows.at(-1)) ?? '') - Date.parse(first ?? '');
		if (rows.length < LOG_PAGE || reached > MAX_DISORDER_MS) break;
	}
	return oldest;
}
