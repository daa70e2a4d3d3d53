import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../transport/answers';

/**
 * The parts of a result that names lead to, in the order of the names: a property, or what a path such as
 * app_metadata.plan leads to, with its place. What is in a list is taken from each of its entries.
 */
export function pick(result: IDataObject, names: string[]): IDataObject {
	const picked = new Map<string, unknown>();
	for (const name of names) {
		const path = pathIn(result, name);
		const [root = ''] = path;
		const isWhole = path.length === 1 || names.includes(root);
		const part = partAt(result, isWhole ? [root] : path);
		if (isRecord(part))
			picked.set(root, isWhole ? part[root] : merged(picked.get(root), part[root]));
	}
	return toRecord(picked);
}

/** The same result without the parts that names lead to. */
export const omit = (result: IDataObject, names: string[]): IDataObject =>
	names.reduce((left, name) => toRecord(entriesBut(left, pathIn(left, name))), result);

/** Whether a name leads to something in a result. */
export const has = (result: IDataObject, name: string): boolean =>
	partAt(result, pathIn(result, name)) !== undefined;

/** A dot stands between levels, unless it belongs to the name of a property. */
export const pathIn = (result: IDataObject, name: string): string[] =>
	Object.hasOwn(result, name) ? [name] : name.split('.');

/** What a path leads to, with its place; undefined where it leads nowhere. */
function partAt(value: unknown, path: string[]): unknown {
	const [name, ...rest] = path;
	if (name === undefined) return value;
	if (Array.isArray(value)) {
		const parts = value.map((entry: unknown) => partAt(entry, path));
		return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? {});
	}
	if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined;
	const part = partAt(value[name], rest);
	return part === undefined ? undefined : toRecord([[name, part]]);
}

function merged(one: unknown, other: unknown): unknown {
	if (Array.isArray(one) && Array.isArray(other)) {
		return other.map((part: unknown, index) => merged(one[index], part));
	}
	if (!isRecord(one) || !isRecord(other)) return other;
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
	return toRecord(
		names.map((name) => [name, name in other ? merged(one[name], other[name]) : one[name]]),
	);
}

function without(value: unknown, path: string[]): unknown {
	if (Array.isArray(value)) return value.map((entry: unknown) => without(entry, path));
	return isRecord(value) ? toRecord(entriesBut(value, path)) : value;
}

const entriesBut = (value: IDataObject, [name, ...rest]: string[]): Array<[string, unknown]> =>
	Object.entries(value).flatMap(([key, part]): Array<[string, unknown]> => {
		if (key !== name) return [[key, part]];
		return rest.length === 0 ? [] : [[key, without(part, rest)]];
	});

/** As `Object.fromEntries`, which takes `__proto__` for a name like any other. */
function toRecord(entries: Iterable<[string, unknown]>): IDataObject {
	const record: unknown = Object.fromEntries(entries);
	return isRecord(record) ? record : {};
}
