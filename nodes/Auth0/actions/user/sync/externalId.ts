import type { IDataObject } from 'n8n-workflow';

import { keyOfExternalId } from '../../../fields/user/syncKey';
import { isRecord } from '../../../transport/answers';

/** What a user has as an external ID, as it is compared; undefined without one. */
export function externalIdIn(appMetadata: unknown, path: string[]): string | undefined {
	let value = appMetadata;
	for (const name of path) {
		value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return keyOfExternalId(value);
}

/**
 * App metadata to send, so that the user has the external ID afterwards. What the user has beside it on the
 * same levels stays, unless the change replaces it.
 *
 * @param change what is to be sent; undefined for nothing
 * @param has what the user has
 * @returns the change itself where it leaves the ID as it is
 */
export function withExternalId(
	change: IDataObject | undefined,
	has: IDataObject,
	path: string[],
	value: string | number,
): IDataObject | undefined {
	const [first = ''] = path;
	const after = change !== undefined && Object.hasOwn(change, first) ? change : has;
	if (externalIdIn(after, path) === keyOfExternalId(value)) return change;
	return { ...change, [first]: setAt(after[first], path.slice(1), value) };
}

function setAt(has: unknown, path: string[], value: string | number): IDataObject[string] {
	const [name, ...rest] = path;
	if (name === undefined) return value;
	const record = isRecord(has) ? has : {};
	return { ...record, [name]: setAt(record[name], rest, value) };
}
