import type { INodeProperties } from 'n8n-workflow';

import { findsEverything, problemOf } from '../../api/lucene';
import type { UserSearch } from '../../api/userSearch';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import type { Parameters } from '../parameters';
import { conditionsOf } from './filterConditions';
import { filters } from './filterFields';

const searchBy = choice({
	displayName: 'Search By',
	name: 'searchBy',
	noDataExpression: true,
	default: 'filters',
	description: 'How to select users',
	options: [
		{ name: 'Filters', value: 'filters' },
		{ name: 'Lucene Query', value: 'query' },
	],
});

/** Which users to search for. */
export const searchFields: INodeProperties[] = [
	searchBy.field,
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		default: '',
		placeholder: 'e.g. email.domain:example.com AND logins_count:[100 TO *]',
		displayOptions: { show: { searchBy: ['query'] } },
		description:
			'A query in the <a href="https://auth0.com/docs/manage-users/user-search/user-search-query-syntax">Lucene syntax of Auth0</a>',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { searchBy: ['filters'] } },
		description: 'Selects users who match all filters. Without filters, selects all users.',
		options: filters,
	},
];

/** Which users to search for. */
export type SearchedUsers = Pick<UserSearch, 'query' | 'givenBy'>;

/**
 * The search as a Lucene query; without one for all users. A filter whose expression returned nothing is
 * refused: it would find more users than were meant.
 *
 * @throws InputError naming the filter, also one that there is not
 */
export function readSearch(parameters: Parameters): SearchedUsers {
	const givenBy = searchBy.read(parameters);
	const query = givenBy === 'query' ? readQuery(parameters) : readFilters(parameters);
	return { givenBy, query };
}

/**
 * As `readSearch`, where finding all users would do harm.
 *
 * @throws InputError when it would find every user of the tenant, and as `readSearch` does
 */
export function requireSearch(parameters: Parameters): SearchedUsers & { query: string } {
	const { query, givenBy } = readSearch(parameters);
	if (query !== undefined) return { query, givenBy };
	throw new InputError(
		givenBy === 'query'
			? 'This query would match every user.'
			: 'No filters set: this would match every user.',
		"Add a filter. To match all users, set 'Search By' to Lucene Query and enter _exists_:user_id",
	);
}

function readFilters(parameters: Parameters): string | undefined {
	const given = parameters.wholeCollection('filters');
	const conditions = Object.keys(given)
		.flatMap((name) => filters.filter((filter) => filter.name === name))
		.flatMap((filter) => conditionsOf(parameters, filter, given[filter.name]));
	return conditions.length === 0 ? undefined : conditions.join(' AND ');
}

/**
 * The query as it was typed; undefined for one that finds all users.
 *
 * @throws InputError for one that the conditions of the node cannot be added to
 */
function readQuery(parameters: Parameters): string | undefined {
	const query = parameters.text('query');
	const problem = problemOf(query);
	if (problem === undefined) return query === '' || findsEverything(query) ? undefined : query;
	throw new InputError(
		`'Query' ${problem}.`,
		'Close every bracket and double quote. To search for one of these characters, put a backslash before it, or put the whole value in double quotes.',
	);
}

/** What to tell about a search that finds nobody: that, and why somebody can be missing. */
export function nobodyFound(parameters: Parameters, what = 'No users found.'): string {
	const { email, name } = parameters.collection('filters');
	const isQuery = searchBy.read(parameters) === 'query';
	return [
		what,
		isQuery && 'A query matches the whole value, unless it has wildcards, such as name:*jane*.',
		!isQuery &&
			(email !== undefined || name !== undefined) &&
			"'Email' and 'Name' match the whole value. To search for part of it, use 'Name or Email Contains'.",
		'Changes made in the last few seconds may be missing.',
	]
		.filter(Boolean)
		.join(' ');
}
