import type { IDataObject } from 'n8n-workflow';

import type { ManagementApi } from './managementApi';
import type { ApiRequest } from './request';

const PAGE_SIZE = 100;

/** How a list of the Management API is read: page by page, or from one checkpoint to the next. */
export interface ListRequest extends Pick<ApiRequest, 'path' | 'query' | 'subject'> {
	/** The key of the rows in a checkpoint page; absent for a list that is read by page numbers. */
	checkpointKey?: string;
	/** The rows that Auth0 lets page through, where it names a number. */
	maxRows?: number;
}

/**
 * Reads a list up to a number of rows, in as few requests as possible.
 *
 * @param limit how many rows to return at most
 * @throws as `ManagementApi.request` does
 */
export async function readList<T = IDataObject>(
	api: ManagementApi,
	{ checkpointKey, maxRows = Infinity, ...request }: ListRequest,
	limit = Infinity,
): Promise<T[]> {
	const wanted = Math.min(limit, maxRows);
	const rows: T[] = [];
	let checkpoint: string | undefined;
	for (let page = 0; rows.length < wanted; page++) {
		const size = Math.min(PAGE_SIZE, wanted);
		const paging = checkpointKey
			? { take: size, ...(checkpoint !== undefined && { from: checkpoint }) }
			: { page, per_page: size };
		const answer = await api.request<T[] | Checkpoint<T>>({
			method: 'GET',
			...request,
			query: { ...request.query, ...paging },
		});
		const found = rowsOf(answer, checkpointKey);
		rows.push(...found);
		checkpoint = Array.isArray(answer) ? undefined : answer.next;
		if (checkpointKey ? !checkpoint : found.length < size) break;
	}
	return rows.slice(0, wanted);
}

interface Checkpoint<T> {
	next?: string;
	[key: string]: T[] | string | undefined;
}

function rowsOf<T>(answer: T[] | Checkpoint<T>, key = ''): T[] {
	const rows = Array.isArray(answer) ? answer : answer[key];
	return Array.isArray(rows) ? rows : [];
}
