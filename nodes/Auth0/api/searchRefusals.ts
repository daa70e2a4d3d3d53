import type { RefusalRule } from '../transport/refusal';

/** What the panel calls the parameters of a search, besides the query. */
export const SEARCH_LABELS = {
	sort: 'Sort',
	fields: 'Fields',
	include_fields: 'Include Fields',
};

/** How a person says which users to search for: by a query that is typed, or by filters. */
export type SearchGivenBy = 'query' | 'filters';

const SYNTAX = 'https://auth0.com/docs/manage-users/user-search/user-search-query-syntax';

/** What is said where Auth0 cannot read the query, which the node makes of the filters. */
const REFUSED = {
	query: {
		message: 'Auth0 does not accept the query.',
		description: `Check quotation marks and brackets in 'Query'. For the syntax, see ${SYNTAX}`,
	},
	filters: {
		message: 'Auth0 does not accept the filters.',
		description: "Check the values in 'Filters'.",
	},
};

/** @see https://auth0.com/docs/manage-users/user-search/user-search-best-practices */
const TOO_SLOW: RefusalRule = {
	status: 503,
	pattern: /query exceeded the timeout/i,
	message: 'Auth0’s search took too long.',
	description: 'Narrow the search, for example with the dates between which users were created.',
};

/**
 * Why Auth0 refuses a search.
 *
 * @param givenBy undefined where it is a search of the node itself
 */
export const searchErrors = (givenBy?: SearchGivenBy): readonly RefusalRule[] => [
	TOO_SLOW,
	...(givenBy === undefined ? [] : [{ ...REFUSED[givenBy], ...IS_ABOUT_QUERY }]),
];

/** Auth0 has several wordings and codes for it; whatever names no other parameter is about the query. */
const IS_ABOUT_QUERY = {
	status: 400,
	unless: /on property (?!q\b)|additional properties|missing required|\bsort\b|\bpag(?:e|ing)\b/i,
};
