import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/answers';

/**
 * The metadata to send so that Auth0, which merges the first level only, ends with a merge on all
 * levels: `null` removes a key, objects merge, everything else replaces.
 *
 * Source: RFC 7396 for the merge; patch_users_by_id for what Auth0 does with it.
 */
export function deepMerge(current: IDataObject, patch: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(patch).map(([key, value]) => [key, mergeValue(own(current, key), value)]),
	);
}

/** The new value of a key: RFC 7396, MergePatch(target, patch). */
function mergeValue(target: GenericValue, patch: GenericValue): GenericValue {
	if (!isRecord(patch)) return patch;
	const base = isRecord(target) ? target : {};
	const merged = new Map<string, GenericValue>(Object.entries(base));
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) merged.delete(key);
		else merged.set(key, mergeValue(own(base, key), value));
	}
	return Object.fromEntries(merged);
}

/**
 * The metadata to send so that Auth0 ends with exactly `wanted`: the keys that it must lose are
 * null, and an empty object empties it.
 */
export function replacement(current: IDataObject, wanted: IDataObject): IDataObject {
	if (Object.keys(wanted).length === 0) return {};
	const lost = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
	return Object.fromEntries([...lost.map((key) => [key, null]), ...Object.entries(wanted)]);
}

const own = (record: IDataObject, key: string) =>
	Object.hasOwn(record, key) ? record[key] : undefined;
