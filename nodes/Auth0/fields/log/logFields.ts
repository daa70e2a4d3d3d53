import type { INodeProperties } from 'n8n-workflow';

import { problemOf } from '../../api/lucene';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { onlyFor } from '../onlyFor';
import type { Parameters } from '../parameters';
import { textField } from '../textField';
import { logFiltersField } from './logFilters';

/** An ID as Auth0 makes them. */
const LOG_ID_EXAMPLE = '90020250630120000000000000000000000001223372037854775808';

const getBy = choice({
	displayName: 'Get By',
	name: 'getBy',
	noDataExpression: true,
	default: 'filters',
	description: 'How to select log events',
	options: [
		{
			name: 'Cursor',
			value: 'cursor',
			description: 'Everything after a log event, in order, any number of them',
		},
		{ name: 'Filters', value: 'filters', description: 'A search, up to 1,000 log events' },
		{
			name: 'Lucene Query',
			value: 'query',
			description: 'A search in the syntax of Auth0, up to 1,000 log events',
		},
	],
});

const queryField: INodeProperties = {
	displayName: 'Query',
	name: 'query',
	type: 'string',
	default: '',
	placeholder: 'e.g. type:f AND ip:"203.0.113.7"',
	description:
		'A query in the <a href="https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax">log search syntax of Auth0</a>. Leave empty for all log events.',
};

const afterField = textField(
	'After Log ID',
	'afterLogId',
	LOG_ID_EXAMPLE,
	'Log ID of the last log event you have. Leave empty to begin with the oldest one that Auth0 still has or, with the filter From, at that time.',
);

/** The order of a search. */
export const order = choice({
	displayName: 'Order',
	name: 'order',
	default: 'newestFirst',
	description: 'Which log events come first. A cursor always begins with the oldest.',
	options: [
		{ name: 'Newest First', value: 'newestFirst' },
		{ name: 'Oldest First', value: 'oldestFirst' },
	],
});

/** Which log events to return. */
export const logFields: INodeProperties[] = [
	getBy.field,
	onlyFor({ getBy: ['query'] }, queryField),
	onlyFor({ getBy: ['cursor'] }, afterField),
	onlyFor({ getBy: ['cursor', 'filters'] }, logFiltersField),
];

/** How a person says which log events to return. */
export const readGetBy = (parameters: Parameters) => getBy.read(parameters);

/**
 * The query as it was typed; undefined for an empty one.
 *
 * @throws InputError for one with open brackets or quotation marks
 */
export function readLogQuery(parameters: Parameters): string | undefined {
	const query = parameters.text(queryField.name);
	const problem = problemOf(query);
	if (problem === undefined) return query === '' ? undefined : query;
	throw new InputError(
		`'Query' ${problem}.`,
		'Close every bracket and double quote. To search for one of these characters, put the whole value in double quotes.',
	);
}

/** The log event to begin behind; '' for the oldest. @throws InputError for what is no ID */
export function readAfterLogId(parameters: Parameters): string {
	const id = parameters.text(afterField.name);
	return id === '' ? '' : checkLogId(afterField.displayName, id);
}

const logIdField = {
	...textField('Log ID', 'logId', LOG_ID_EXAMPLE, 'ID of the log event, its log_id'),
	required: true,
};

/** The field of a log event. */
export const oneLogField = logIdField;

/** @throws InputError when the field is empty, and for what is no ID */
export function readLogId(parameters: Parameters): string {
	const id = parameters.text(logIdField.name);
	return checkLogId(logIdField.displayName, id);
}

/** @throws InputError for what is no ID of a log event */
function checkLogId(field: string, id: string): string {
	if (/^\w+$/.test(id)) return id;
	throw new InputError(
		id === '' ? `'${field}' is empty.` : `“${id}” in '${field}' is not a log ID.`,
		`Enter the log_id of a log event, such as {{ $json.log_id }} after Get Many.`,
	);
}
