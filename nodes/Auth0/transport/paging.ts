import type { IDataObject } from 'n8n-workflow';

import type { ManagementApi } from './managementApi';
import type { ApiRequest } from './request';

const PAGE_SIZE = 100;

/** How a list of the Management API is read: page by page, or from one checkpoint to the next. */
export interface ListRequest extends Pick<ApiRequest, 'path' | 'query' | 'headers' | 'subject'> {
	/** Whether the list is read from one checkpoint to the next, instead of by page numbers. */
	isCheckpoint?: boolean;
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
	{ isCheckpoint = false, maxRows = Infinity, ...request }: ListRequest,
	limit = Infinity,
): Promise<T[]> {
	const wanted = Math.min(limit, maxRows);
	const rows: T[] = [];
	let next: string | undefined;
	do {
		const size = Math.min(PAGE_SIZE, wanted);
		const query = { ...request.query, ...pageQuery(isCheckpoint, size, next) };
		const answer = await api.request<Page<T>>({ method: 'GET', ...request, query });
		const found = rowsOf(answer);
		rows.push(...found);
		next = isCheckpoint ? nextOf(answer) : nextPage(found.length, size, next);
	} while (next !== undefined && rows.length < wanted);
	return rows.slice(0, wanted);
}

/** A page of a list: the rows alone, or as one of the properties, besides counts or a checkpoint. */
export type Page<T> = T[] | { next?: string; [key: string]: T[] | string | undefined };

/** @param next where the page begins; undefined for the first */
export const pageQuery = (isCheckpoint: boolean, size: number, next?: string): IDataObject =>
	isCheckpoint
		? { take: size, ...(next !== undefined && { from: next }) }
		: { page: Number(next ?? 0), per_page: size };

export function rowsOf<T>(page: Page<T>): T[] {
	if (Array.isArray(page)) return page;
	return Object.values(page).find((value) => Array.isArray(value)) ?? [];
}

/** Where the next checkpoint page begins; undefined after the last. */
export const nextOf = <T>(page: Page<T>) => (Array.isArray(page) ? undefined : page.next);

/** The number of the next page; undefined after the last, which is not full. */
export const nextPage = (length: number, size: number, page = '0') =>
	length < size ? undefined : String(Number(page) + 1);
