import type { INodeProperties } from 'n8n-workflow';

import { isRecord, toReference, toText, type Item, type Reference } from './item';

interface Locator {
	displayName: string;
	/** The name of the parameter. */
	name: string;
	/** What one of them is called in a sentence, with its article, such as `a role`. */
	one: string;
	description: string;
	/** The method of the node that fills the list. */
	searchListMethod: string;
	/** Other ways to give it: the label of the mode by its name, and a placeholder. */
	modes: Record<string, [label: string, placeholder: string]>;
}

/** A field in which one thing of the tenant is chosen from a list, or typed. */
export const locatorField = ({
	displayName,
	name,
	one,
	description,
	searchListMethod,
	modes,
}: Locator): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select ${one}...`,
			typeOptions: { searchListMethod, searchable: true },
		},
		...Object.entries(modes).map(([mode, [label, placeholder]]) => ({
			displayName: label,
			name: mode,
			type: 'string' as const,
			placeholder,
		})),
	],
});

/** A field in which several things of the tenant are chosen, each from a list, or typed. */
export const locatorsField = (
	displayName: string,
	name: string,
	description: string,
	locator: INodeProperties,
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${locator.displayName}`,
	default: {},
	required: true,
	description,
	options: [{ displayName: locator.displayName, name: locator.name, values: [locator] }],
});

/** What such a field holds. In the place of one value, an expression may give several. */
export function readLocators(item: Item, name: string, locatorName: string): Reference[] {
	const rows = item.collection(name)[locatorName];
	if (!Array.isArray(rows)) return [];
	return rows
		.filter(isRecord)
		.flatMap((row) => spread(row[locatorName]))
		.filter(({ value }) => value !== '');
}

/** A list, or text with commas, where one value was expected. */
function spread(given: unknown): Reference[] {
	const isLocator = isRecord(given) && '__rl' in given;
	const value: unknown = isLocator ? given.value : given;
	if (Array.isArray(value)) {
		return value.map((one) => ({
			mode: isLocator ? toText(given.mode) : '',
			value: toText(one),
		}));
	}
	const { mode, value: text } = toReference(given);
	if (mode === 'list') return [{ mode, value: text }];
	return text.split(',').map((part) => ({ mode, value: part.trim() }));
}
