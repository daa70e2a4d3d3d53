import type { INodeProperties } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { readText } from './fieldValues';

/** What a resource locator holds: the mode that the person chose, and the value. */
export interface Reference {
	/** '' for plain text, as an AI tool may send it. */
	mode: string;
	value: string;
}

/**
 * What a resource locator holds, or text in its place.
 *
 * @throws InputError as `readText` does
 */
export function readReference(
	field: Pick<INodeProperties, 'displayName'>,
	given: unknown,
): Reference {
	return isResourceLocatorValue(given)
		? { mode: given.mode, value: readText(field, given.value) }
		: { mode: '', value: readText(field, given) };
}
