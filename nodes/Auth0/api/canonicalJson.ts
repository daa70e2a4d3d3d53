import { isRecord } from '../transport/answers';

/** A text that is the same for equal JSON, in whatever order its names stand; '' for undefined. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_key, part: unknown) =>
		isRecord(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	) ?? '';
