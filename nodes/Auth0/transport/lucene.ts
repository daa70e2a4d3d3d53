/**
 * Escapes text for Auth0's user search, so that it is found as it was typed.
 *
 * Source: https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function escapeTerm(text: string): string {
	return text.replace(/[\s+\-&|!(){}[\]^"~*?:\\/<>=]/g, '\\$&');
}

const MIN_INFIX_LENGTH = 3;

/**
 * The query for users of whom one of the fields holds the text; with fewer than three characters,
 * begins with it, because Auth0 takes a leading wildcard only before three or more.
 */
export function containsQuery(fields: string[], text: string): string {
	const wildcard = text.length < MIN_INFIX_LENGTH ? '' : '*';
	return fields.map((field) => `${field}:${wildcard}${escapeTerm(text)}*`).join(' OR ');
}

/** A value in quotation marks, for a search of exactly this value. */
export const quote = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`;

/** The condition that a field has exactly this value. @param field a path such as app_metadata.plan */
export const isExactly = (field: string, value: string) =>
	`${field.split('.').map(escapeTerm).join('.')}:${quote(value)}`;
