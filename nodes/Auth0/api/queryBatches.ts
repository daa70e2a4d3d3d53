import type { IDataObject } from 'n8n-workflow';

import { queryString } from '../transport/path';
import { quote } from './lucene';

/** Auth0 refuses an address of more than 8 KB: this is left of it beside the domain and the other parameters. */
const MAX_BYTES = 7_500;

const OR = ' OR ';

/**
 * The condition that a field has one of several exact values.
 *
 * @param field a path such as identities.user_id
 * @example isOneOf('user_id', ['auth0|1', 'auth0|2']) is 'user_id:("auth0|1" OR "auth0|2")'
 */
export const isOneOf = (field: string, values: string[]) =>
	`${field}:(${values.map(quote).join(OR)})`;

interface Batching {
	field: string;
	/** The most values of a search. */
	size: number;
	/** What a value is searched for as; by default, as it is. */
	spell?(value: string): string[];
	/** What else is in the query of the request. */
	selection?: IDataObject;
}

/**
 * Splits values into those of which `isOneOf` makes a query each: none has too many of them, or an address that
 * is too long.
 */
export function* batchesOf(
	values: Iterable<string>,
	{ field, size, spell = (value) => [value], selection }: Batching,
): Generator<string[], void> {
	const room = MAX_BYTES - bytesOf({ ...selection, q: isOneOf(field, []) });
	let batch: string[] = [];
	let bytes = 0;
	for (const value of values) {
		const added = bytesOf({ q: spell(value).map(quote).join(OR) + OR });
		if (batch.length === size || (batch.length > 0 && bytes + added > room)) {
			yield batch;
			batch = [];
			bytes = 0;
		}
		batch.push(value);
		bytes += added;
	}
	if (batch.length > 0) yield batch;
}

const bytesOf = (query: IDataObject) => queryString(query).length;
