import { NodeApiError } from 'n8n-workflow';

import { oldestLogSince, timeOf } from '../../Auth0/api/logOrder';
import {
	getLog,
	listLatestLogs,
	listLogsAfter,
	LOG_PAGE,
	type LogEvent,
} from '../../Auth0/api/logs';
import type { ApiAnswer, ApiRequest } from '../../Auth0/transport/request';
import { laterOf, type Position, type Pull } from './source';

/** Auth0 keeps log events for a day at least; it says so in whole days. */
const RETENTION_MS = 23 * 3_600_000;

/** Before everything that Auth0 logs. */
const BEFORE_ALL = new Date(0).toISOString();

/** A page of the log, in the order of the IDs. */
export interface LogPage {
	rows: LogEvent[];
	/** Where the next one begins. */
	position: Position;
	/** Whether there can be another one already. */
	isFull: boolean;
	/** Whether Auth0 no longer has what the page was to begin behind. */
	isAfterGap?: boolean;
}

/** Connects anew for each request: reading on can take longer than a token lives. */
async function ask<T>(pull: Pull, request: ApiRequest<T>): Promise<T> {
	const api = await pull.connect();
	return await api.request(request);
}

/**
 * Reads the page at a position: behind a log event, else since a time. Without either it is empty, and
 * what comes from now on is behind it.
 *
 * @throws NodeApiError as Auth0 refuses
 */
export async function readLogPage(pull: Pull): Promise<LogPage> {
	const { cursor, since } = pull.position;
	if (cursor !== undefined) {
		const page = await pageAfterKept(pull, cursor, since);
		if (page) return page;
		const start = laterOf(since ?? BEFORE_ALL, pull.earliest);
		return { ...(await pageSince(pull, start)), isAfterGap: true };
	}
	if (since !== undefined) return await pageSince(pull, since);
	const newest = lastOf(await ask(pull, listLatestLogs(LOG_PAGE)));
	const now = new Date().toISOString();
	// Where there is nothing, all that comes is new, whatever the clock of n8n says.
	const position = newest ? { cursor: newest.log_id, since: now } : { since: BEFORE_ALL };
	return { rows: [], position, isFull: false };
}

/** Reads the page behind another one. @throws NodeApiError as Auth0 refuses */
export const readNextLogPage = async (
	pull: Pull,
	{ position: { cursor, since = BEFORE_ALL } }: LogPage,
): Promise<LogPage> =>
	cursor === undefined ? await pageSince(pull, since) : await pageAfter(pull, cursor, since);

/**
 * The one with the highest ID, which is not always the one with the latest time. IDs are numbers of one
 * length, which compare as text.
 */
export const lastOf = (rows: LogEvent[]): LogEvent | undefined =>
	rows.reduce<LogEvent | undefined>(
		(last, row) => (last && last.log_id > row.log_id ? last : row),
		undefined,
	);

async function pageAfter(pull: Pull, cursor: string, since?: string): Promise<LogPage> {
	const found = await ask(pull, listLogsAfter(cursor));
	// What stands before it was read, such as in an answer that a proxy repeats.
	const rows = found.slice(found.findIndex(({ log_id: id }) => id === cursor) + 1);
	// The order is that of Auth0, which the next page goes on in.
	const last = rows.at(-1);
	return {
		rows,
		position: { cursor: last?.log_id ?? cursor, since: timeOf(last) ?? since },
		isFull: found.length >= LOG_PAGE && rows.length > 0,
	};
}

async function pageSince(pull: Pull, since: string): Promise<LogPage> {
	const oldest = await oldestLogSince(async (request) => await ask(pull, request), since);
	if (!oldest) return { rows: [], position: { since }, isFull: false };
	const page = await pageAfter(pull, oldest.log_id, timeOf(oldest) ?? since);
	return { ...page, rows: [oldest, ...page.rows] };
}

/**
 * The page behind a log event, if Auth0 still has that one. It does not document how it says that it has not:
 * it may refuse, with a status that says other things as well, or go on with what it has, without a word.
 *
 * @returns undefined where it has not
 */
async function pageAfterKept(
	pull: Pull,
	cursor: string,
	since?: string,
): Promise<LogPage | undefined> {
	const isOld = pull.isCatchingUp && Date.now() - Date.parse(since ?? '') > RETENTION_MS;
	if (isOld && (await isGone(pull, cursor))) return undefined;
	return await pageAfter(pull, cursor, since).catch(async (error: unknown) => {
		const status = error instanceof NodeApiError ? (error.httpCode ?? '') : '';
		const mayBeGone = ['400', '404', '410'].includes(status);
		if (mayBeGone && (await isGone(pull, cursor))) return undefined;
		throw error;
	});
}

/** Whether Auth0 no longer has a log event. */
async function isGone(pull: Pull, logId: string): Promise<boolean> {
	const isUnknown = ({ statusCode }: ApiAnswer) =>
		[400, 404, 410].includes(statusCode) ? true : undefined;
	const api = await pull.connect();
	return 'other' in (await api.requestUnless(getLog(logId), isUnknown));
}
