import type { GenericValue, IDataObject } from 'n8n-workflow';

import { getUserMetadata } from '../../api/users';
import type { Metadata } from '../../api/metadata';
import type { MetadataMode } from '../../fields/user/metadataMode';
import { isRecord } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';

/**
 * The metadata to send, so that Auth0's merge of the first level has the effect of the mode that
 * was chosen. To merge deeply and to replace, it reads the metadata of the user first.
 */
export async function resolveMetadata(
	api: ManagementApi,
	id: string,
	wanted: Metadata,
	mode: MetadataMode,
): Promise<Metadata> {
	if (mode === 'merge' || (!wanted.user_metadata && !wanted.app_metadata)) return {};
	const current = await api.request(getUserMetadata(id));
	return mergedMetadata(wanted, current, mode);
}

/** As `resolveMetadata`, for a user who was read. */
export function mergedMetadata(
	{ user_metadata, app_metadata }: Metadata,
	user: IDataObject,
	mode: MetadataMode,
): Metadata {
	const change = (has: IDataObject, given: IDataObject) => {
		if (mode === 'replace') return replacement(has, given);
		return mode === 'mergeDeeply' ? deepMerge(has, given) : given;
	};
	const current = (key: keyof Metadata) => (isRecord(user[key]) ? user[key] : {});
	return {
		...(user_metadata && { user_metadata: change(current('user_metadata'), user_metadata) }),
		...(app_metadata && { app_metadata: change(current('app_metadata'), app_metadata) }),
	};
}

/**
 * The metadata to send so that Auth0, which merges the first level only, ends with a merge on all
 * levels: `null` removes a key, objects merge, everything else replaces.
 *
 * Source: RFC 7396 for the merge; https://auth0.com/docs/manage-users/user-accounts/metadata for what Auth0 does with it.
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
 * The metadata of two users as that of one, on all levels: what only one of them has, and of what both
 * have, objects merged and everything else from the first. `null` is no value: it replaces none.
 */
export function mergedOver(over: IDataObject, under: IDataObject): IDataObject {
	const merged = new Map(Object.entries(under).filter(hasValue));
	for (const [key, value] of Object.entries(over).filter(hasValue)) {
		const other = merged.get(key);
		merged.set(key, isRecord(value) && isRecord(other) ? mergedOver(value, other) : value);
	}
	return Object.fromEntries(merged);
}

const hasValue = ([, value]: [string, unknown]) => value !== null && value !== undefined;

/**
 * The metadata to send so that Auth0 ends with exactly `wanted`: the keys that it must lose are
 * null, and an empty object empties it.
 */
export function replacement(current: IDataObject, wanted: IDataObject): IDataObject {
	if (Object.keys(wanted).length === 0) return {};
	const lost = Object.keys(current).filter((key) => !Object.hasOwn(wanted, key));
	return Object.fromEntries<IDataObject[string]>([
		...lost.map((key): [string, null] => [key, null]),
		...Object.entries(wanted),
	]);
}

const own = (record: IDataObject, key: string) =>
	Object.hasOwn(record, key) ? record[key] : undefined;
