import type { Item } from './item';

/**
 * Makes something that is worked out once for each item, whoever asks for it first: to read its fields,
 * or to look something up. A look-up that failed is not tried again.
 */
export function perItem<T, Rest extends unknown[]>(
	workOut: (item: Item, ...rest: Rest) => T,
): (item: Item, ...rest: Rest) => T {
	const known = new WeakMap<Item, { result: T }>();
	return (item, ...rest) => {
		const entry = known.get(item) ?? { result: workOut(item, ...rest) };
		known.set(item, entry);
		return entry.result;
	};
}
