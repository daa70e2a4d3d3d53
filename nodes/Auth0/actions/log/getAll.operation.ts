import type { IDataObject } from 'n8n-workflow';

import { MAX_SEARCHED_LOGS, RETENTION, searchLogs, type LogSearch } from '../../api/logs';
import { LOG_EVENT } from '../../api/resultKinds';
import { listFields, readLimit } from '../../fields/listFields';
import {
	logFields,
	order,
	readAfterLogId,
	readGetBy,
	readLogQuery,
} from '../../fields/log/logFields';
import { readLogFilters, type LogFilter } from '../../fields/log/logFilters';
import { outputOptions, readOutput, simplifyFields, type Show } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import type { ManagementApi } from '../../transport/managementApi';
import { pagesOf } from '../../transport/paging';
import type { Tell } from '../hints';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { logsAfter } from './cursor';

interface Input {
	search?: LogSearch;
	/** Where there is no search: the log event to begin behind; '' for the oldest. */
	after: string;
	filter: Omit<LogFilter, 'query'>;
	limit: number;
	show: Show;
}

function read(item: Item): Input {
	const givenBy = readGetBy(item);
	const { query: filters, ...filter } =
		givenBy === 'query' ? { query: undefined, isWanted: () => true } : readLogFilters(item);
	const query = givenBy === 'query' ? readLogQuery(item) : filters;
	const isOldestFirst = order.readOption(item) === 'oldestFirst';
	const isSearch = givenBy !== 'cursor';
	return {
		...(isSearch && { search: { query, givenBy, isOldestFirst } }),
		after: isSearch ? '' : readAfterLogId(item),
		filter,
		limit: readLimit(item),
		show: readOutput(item, LOG_EVENT),
	};
}

const MORE_THAN_A_SEARCH = `Auth0’s search returns only ${MAX_SEARCHED_LOGS.toLocaleString('en-US')} log events, so others may be missing. To get all of them, set 'Get By' to Cursor, with the same filters.`;

const NOTHING = `No log events found. Auth0 logs what happens with a delay of some seconds. ${RETENTION}`;

/** As many log events as are wanted of those that a search finds. */
async function searched(
	api: ManagementApi,
	search: LogSearch,
	{ filter, limit }: Input,
	tell: Tell,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	let returned = 0;
	for await (const { rows, next } of pagesOf(api, searchLogs(search), limit)) {
		returned += rows.length;
		// To the millisecond, which the search does not know.
		found.push(...rows.filter(filter.isWanted));
		if (found.length >= limit || next === undefined) break;
		if (returned < MAX_SEARCHED_LOGS) continue;
		tell(MORE_THAN_A_SEARCH);
		break;
	}
	return found.slice(0, limit);
}

/** Lists log events: those that a search finds, or those behind another one. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many log events',
		description: 'Search for log events, or retrieve those after a log event, in order',
	},
	permissions: { needs: ['read:logs'] },
	fields: [
		...logFields,
		...listFields,
		...simplifyFields,
		optionsField(order.field, ...outputOptions),
	],
	read,
	async execute(input, { management }, tell) {
		const { search, after, filter, limit, show } = input;
		const found = search
			? await searched(management, search, input, tell)
			: await logsAfter(management, after, { filter, limit, tell });
		if (found.length === 0) tell(NOTHING);
		return found.map(show);
	},
};
