import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ORGANIZATION_ID_EXAMPLE, USER_ID_EXAMPLE } from '../../api/examples';
import { isLogType, LOG_TYPES } from '../../api/logTypes';
import { isExactly } from '../../api/lucene';
import { toSeconds } from '../../api/times';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { choices } from '../choices';
import { connectionIdFieldFor } from '../connectionIdField';
import { readDate } from '../dates';
import { readText } from '../fieldValues';
import { dateFilter, refuseEmpty } from '../filters';
import { readIdentifier } from '../identifier';
import type { Parameters } from '../parameters';
import { readReference } from '../reference';
import { applicationFieldFor } from '../tenantFields';
import { textField } from '../textField';

const types = choices({
	displayName: 'Event Types',
	name: 'logTypes',
	default: [],
	description: 'Only log events of these types',
	options: Object.keys(LOG_TYPES)
		.filter(isLogType)
		.map((value) => ({ name: `${LOG_TYPES[value]} (${value})`, value })),
});

const from = dateFilter('From', 'from', 'Only log events from this time on');
const to = dateFilter('To', 'to', 'Only log events before this time');
const application = applicationFieldFor('Only log events of this application.');
const connection = connectionIdFieldFor(
	'Only log events of this connection.',
	'searchAllConnections',
);
const ip = textField('IP Address', 'ip', '203.0.113.7', 'Only log events from this IP address');
const organization = textField(
	'Organization ID',
	'organizationId',
	ORGANIZATION_ID_EXAMPLE,
	'Only log events of this organization',
);
const userId = textField(
	'User ID',
	'userId',
	USER_ID_EXAMPLE,
	'Only log events about this user, by the full user ID',
);
const userName = textField(
	'User Name',
	'userName',
	'jane.doe@example.com',
	'Only log events with this user_name, which is mostly the email address, in exactly this spelling',
);

/** Which log events are meant. */
export const logFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Selects log events that match all filters. Without filters, selects all of them.',
	options: [application, connection, types.field, from, ip, organization, to, userId, userName],
};

/** Which log events are meant, as a search and for each of them. */
export interface LogFilter {
	/** In Auth0’s search syntax; undefined for all. */
	query?: string;
	/** From when on they happened, as an ISO 8601 time. */
	from?: string;
	/** Before when they happened, as an ISO 8601 time. */
	to?: string;
	isWanted(event: IDataObject): boolean;
}

/** A property that has to have one of some values. */
interface Condition {
	property: string;
	values: string[];
}

const isMet = ({ property, values }: Condition, event: IDataObject) =>
	values.includes(String(event[property] ?? ''));

const queryOf = ({ property, values }: Condition) =>
	`(${values.map((value) => isExactly(property, value)).join(' OR ')})`;

/**
 * Which log events are meant. A filter whose expression returned nothing is refused: without it, there
 * would be more of them than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readLogFilters(parameters: Parameters): LogFilter {
	const given = parameters.wholeCollection(logFiltersField.name);
	const conditions = Object.entries(READERS)
		.filter(([name]) => name in given)
		.map(([name, read]) => read(given[name]));
	const dateOf = (field: INodeProperties) =>
		field.name in given
			? (readDate(parameters, field.displayName, given[field.name]) ??
				refuseEmpty(field.displayName))
			: undefined;
	const range = { from: dateOf(from), to: dateOf(to) };
	checkRange(range);
	const query = [...conditions.map(queryOf), ...rangeQuery(range)].join(' AND ');
	return {
		...range,
		...(query !== '' && { query }),
		isWanted: (event) =>
			conditions.every((condition) => isMet(condition, event)) && isWithin(range, event),
	};
}

const READERS: Record<string, (value: unknown) => Condition> = {
	[types.field.name](value) {
		const chosen = types.readValue(value);
		return chosen.length > 0
			? { property: 'type', values: chosen }
			: refuseEmpty(types.field.displayName);
	},
	[application.name]: (value) => ({
		property: 'client_id',
		values: [readReference(application, value).value || refuseEmpty(application.displayName)],
	}),
	[connection.name](value) {
		const { mode, value: text } = readReference(connection, value);
		const isName = mode === 'name' || (mode === '' && !/^con_\w+$/.test(text));
		return {
			property: isName ? 'connection' : 'connection_id',
			values: [text || refuseEmpty(connection.displayName)],
		};
	},
	[ip.name]: (value) => ({
		property: 'ip',
		values: [readText(ip, value) || refuseEmpty(ip.displayName)],
	}),
	[organization.name]: (value) => ({
		property: 'organization_id',
		values: [readText(organization, value) || refuseEmpty(organization.displayName)],
	}),
	[userId.name]: (value) => ({ property: 'user_id', values: [readUserId(value)] }),
	[userName.name]: (value) => ({
		property: 'user_name',
		values: [readText(userName, value) || refuseEmpty(userName.displayName)],
	}),
};

/** A user whose ID is wrong would have no log events, without a word. */
function readUserId(value: unknown): string {
	const id = readIdentifier(userId.displayName, readText(userId, value));
	if (id === '') refuseEmpty(userId.displayName);
	// An application that acts for itself has an ID such as 8Tq2…@clients.
	if (/.\|./s.test(id) || id.endsWith('@clients')) return id;
	throw new InputError(
		`'User ID' has “${id}”, which is not a user ID.`,
		`Enter the full user ID, such as ${USER_ID_EXAMPLE}. To search by email address, use the filter 'User Name', or Get User Logs.`,
	);
}

type Range = Pick<LogFilter, 'from' | 'to'>;

/** @throws InputError for a range that nothing can be in */
function checkRange(range: Range): void {
	if (range.from === undefined || range.to === undefined || range.from < range.to) return;
	throw new InputError(
		"'From' must be before 'To'.",
		`No log event is from ${range.from} on and before ${range.to}. ${CHECK_EXPRESSION}`,
	);
}

const SECOND_MS = 1000;

/** The range in whole seconds, as Auth0’s documentation writes times: without a zone, in UTC. */
function rangeQuery(range: Range): string[] {
	if (range.from === undefined && range.to === undefined) return [];
	const whole = (ms: number) => toSeconds(new Date(ms).toISOString()).replace('Z', '');
	const start = range.from === undefined ? '*' : whole(Date.parse(range.from));
	const end =
		range.to === undefined ? '*' : whole(Math.ceil(Date.parse(range.to) / SECOND_MS) * SECOND_MS);
	return [`date:[${start} TO ${end}]`];
}

/** To the millisecond: a search in whole seconds can find some more. */
function isWithin(range: Range, { date }: IDataObject): boolean {
	const time = Date.parse(String(date));
	if (Number.isNaN(time)) return range.from === undefined && range.to === undefined;
	return (
		(range.from === undefined || time >= Date.parse(range.from)) &&
		(range.to === undefined || time < Date.parse(range.to))
	);
}
