import type { IDataObject } from 'n8n-workflow';

import { NOT_READ_TO_THE_END } from './advice';
import { isRecord, type Reader } from './answers';
import type { ErrorText } from './errors';
import type { ManagementApi } from './managementApi';
import { allowedSize, readPage, type PageAnswer } from './pageAnswer';
import type { ApiRequest } from './request';

/** The most rows that most lists of the Management API give at once. */
export const PAGE_SIZE = 100;

/** How a list of the Management API is read: page by page, or from one checkpoint to the next. */
export interface ListRequest<T = IDataObject> extends Pick<
	ApiRequest,
	'path' | 'query' | 'queryField' | 'headers' | 'subject' | 'labels' | 'errors'
> {
	/** Reads a row. */
	row: Reader<T>;
	/** The property by which a row is named, and at which a page can begin; by default `id`. */
	rowId?: string;
	/**
	 * The `sort` that begins at the oldest row, for a list whose checkpoints lead to newer rows only. The
	 * IDs of its rows are in the order of their age.
	 */
	oldestFirst?: string;
	/** Whether the list is read from one checkpoint to the next, instead of by page numbers. */
	isCheckpoint?: boolean;
	/** The rows that Auth0 lets page through, where it names a number. */
	maxRows?: number;
	/** The rows of a page, where somebody chose them. */
	pageSize?: number;
	/** Where the list begins, where that is not its beginning: a checkpoint, or a page number. */
	start?: string;
	/** What else to do about a list that cannot be read, where somebody chose how it is read. */
	problems?: ListProblems;
}

/** What can be wrong with a list, each with what is added to the description of its error. */
export type ListProblems = Partial<
	Record<'isRepeated' | 'isShort' | 'isNoList' | 'hasNoCheckpoint', Pick<ErrorText, 'description'>>
>;

/** Rows of a list, and where the next page begins; undefined after the last. */
export interface Page<T> {
	rows: T[];
	next?: string;
}

/** Reads the pages of one list, as large as Auth0 allows. */
export class PageReader<T> {
	constructor(
		private readonly api: ManagementApi,
		private readonly list: Omit<ListRequest<T>, 'maxRows'>,
		/** How many rows to ask for at once: fewer, once Auth0 refused so many. */
		public size: number,
	) {}

	/** The `sort` that begins at the oldest row, where the list needs it. */
	get oldestFirst(): string | undefined {
		return this.list.oldestFirst;
	}

	/** The ID of a row; undefined when it has none. */
	readonly idOf = (row: T | undefined): string | undefined => {
		const found = isRecord(row) ? row[this.list.rowId ?? 'id'] : undefined;
		return (typeof found === 'string' && found !== '') || typeof found === 'number'
			? String(found)
			: undefined;
	};

	/**
	 * Fetches one page, and asks for fewer rows from then on where Auth0 refuses so many.
	 *
	 * @param position the query parameters that name the page
	 * @throws NodeApiError as `ManagementApi.request` does, and for an answer that is no list
	 */
	async fetch(position: (size: number) => IDataObject): Promise<PageAnswer<T>> {
		const { path, query, queryField, headers, subject, labels, errors, row } = this.list;
		for (;;) {
			const { size } = this;
			const request: ApiRequest<PageAnswer<T> | undefined> = {
				method: 'GET',
				path,
				query: { ...query, ...position(size) },
				queryField,
				headers,
				subject,
				labels,
				errors,
				answers: (body) => readPage(body, row),
			};
			const outcome = await this.api.requestUnless(request, (answer) => allowedSize(answer, size));
			if ('other' in outcome) this.size = outcome.other;
			else return outcome.body ?? this.refuse();
		}
	}

	/** The error of a list that names a page again which was read already. */
	repetition() {
		return this.error('isRepeated', {
			message: `Auth0 returned the same page of “${this.list.path}” twice.`,
			description: NOT_READ_TO_THE_END,
		});
	}

	/** The error of a list of which Auth0 returned less than it says that there is. */
	shortfall(returned: number, total: number) {
		return this.error('isShort', {
			message: `Auth0 returned ${returned} of ${total} entries of “${this.list.path}”.`,
			description: 'The list may have changed while it was read. Run this item again.',
		});
	}

	/** The error of a list that does not say where its next page begins. */
	deadEnd() {
		return this.error('hasNoCheckpoint', {
			message: 'Auth0 returned a page without a checkpoint.',
			description: 'The entries have no ID from which to start the next page.',
		});
	}

	private error(problem: keyof ListProblems, { message, description }: ErrorText) {
		const more = this.list.problems?.[problem]?.description;
		return this.api.failure({
			message,
			description: [description, more].filter(Boolean).join(' '),
		});
	}

	private refuse(): never {
		throw this.error('isNoList', {
			message: `“${this.list.path}” did not return a list.`,
			description: 'Check any proxy between n8n and Auth0, and try again in a few minutes.',
		});
	}
}
