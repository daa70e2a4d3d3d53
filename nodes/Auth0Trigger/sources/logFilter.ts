import { USER_ID_EXAMPLE } from '../../Auth0/api/examples';
import { categoryOfLog, typesOfLogCategory } from '../../Auth0/api/logCategoryTypes';
import type { LogEvent } from '../../Auth0/api/logs';
import { LOG_CATEGORIES, type LogCategory } from '../../Auth0/api/logStreams';
import { readText } from '../../Auth0/fields/fieldValues';
import { readIdentifier } from '../../Auth0/fields/identifier';
import { logCategories } from '../../Auth0/fields/logCategories';
import { logTypes } from '../../Auth0/fields/logTypes';
import type { Parameters } from '../../Auth0/fields/parameters';
import { CHECK_EXPRESSION, InputError } from '../../Auth0/transport/inputError';
import { USER_ID } from '../options';

/** How many types a search names at most: Auth0 refuses a query that is too long. */
const MAX_SEARCHED_TYPES = 50;

/** Which log events start the workflow. */
export interface LogFilter {
	isWanted(event: LogEvent): boolean;
	/** Whether it is every one. */
	wantsAll: boolean;
	/** Finds them, in Auth0’s search syntax, and others where they are too many to name. */
	query?: string;
}

/**
 * Reads the fields that say which log events are wanted: those of the chosen categories and, of these, of
 * the chosen types, about the chosen user. Where nothing is chosen, it does not matter.
 *
 * @throws InputError for a field that cannot be used
 */
export function readLogFilter(parameters: Parameters): LogFilter {
	const { categories, types } = readChosenLogs(parameters, categoryOfLog);
	const user = readUser(parameters);
	const isWantedType = (type: string) =>
		(categories.length === 0 || categories.includes(categoryOfLog(type))) &&
		(types.length === 0 || types.includes(type));
	const searched = typesOf(categories, types)?.filter(isWantedType) ?? [];
	const isNamed = searched.length > 0 && searched.length <= MAX_SEARCHED_TYPES;
	const terms = [
		...(isNamed ? [`(${searched.map((type) => term('type', type)).join(' OR ')})`] : []),
		...(user === undefined ? [] : [term('user_id', user)]),
	];
	return {
		isWanted: ({ type, user_id: about }) =>
			isWantedType(String(type)) && (user === undefined || about === user),
		wantsAll: categories.length === 0 && types.length === 0 && user === undefined,
		...(terms.length > 0 && { query: terms.join(' AND ') }),
	};
}

/** What the fields choose: log events of these categories and, of these, of these types. */
interface ChosenLogs {
	categories: LogCategory[];
	types: readonly string[];
}

/**
 * Reads both fields. One alone means all of its log events.
 *
 * @param categoryOf the category of a type; undefined where nobody can be sure
 * @throws InputError for a value that is not on its list, and where no log event can be in both
 */
export function readChosenLogs(
	parameters: Parameters,
	categoryOf: (type: string) => LogCategory | undefined,
): ChosenLogs {
	const categories = logCategories.read(parameters);
	const types = logTypes.read(parameters);
	const theirs = types.map(categoryOf);
	const canBeIn = (category?: LogCategory) =>
		category === undefined || categories.includes(category);
	if (categories.length === 0 || types.length === 0 || theirs.some(canBeIn)) {
		return { categories, types };
	}
	const names = theirs.map((category = 'other') => `“${LOG_CATEGORIES[category]}”`);
	throw new InputError(
		"No log event passes both 'Log Categories' and 'Log Event Types'.",
		`The chosen types belong to ${[...new Set(names)].join(', ')}. Add that to 'Log Categories', or leave one of the two fields empty.`,
	);
}

/** The types that are wanted at most; undefined where they cannot be listed. */
function typesOf(categories: LogCategory[], types: readonly string[]) {
	if (types.length > 0) return types;
	const lists = categories.map(typesOfLogCategory);
	return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

const term = (field: string, text: string) => `${field}:"${text.replace(/[\\"]/g, '\\$&')}"`;

/** A user whose ID is wrong would have no log events, without a word. */
function readUser(parameters: Parameters): string | undefined {
	const given = parameters.option(USER_ID, readText);
	if (given === undefined) return undefined;
	const advice = `Enter the full user ID, such as ${USER_ID_EXAMPLE}, or remove the option.`;
	if (given === '') throw new InputError("'User ID' is empty.", `${advice} ${CHECK_EXPRESSION}`);
	const user = readIdentifier('User ID', given);
	// An application that acts for itself has an ID such as 8Tq2…@clients.
	if (/.\|./s.test(user) || user.endsWith('@clients')) return user;
	throw new InputError(`'User ID' has “${user}”, which is not a user ID.`, advice);
}
