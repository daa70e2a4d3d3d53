import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { readText, toText } from './fieldValues';
import { permissionOf, type ListMethod } from './listPermissions';
import { named } from './named';
import type { Parameters } from './parameters';
import { readReference, type Reference } from './reference';
import { readRows } from './rows';

/** What a field is in which one thing of the tenant is chosen. */
export interface Locator {
	displayName: string;
	/** The name of the parameter. */
	name: string;
	/** What one of them is called in a sentence, with its article, such as `a role`. */
	one: string;
	/** What it is; what the list requires is added. */
	description: string;
	/** The method of the node that fills the list. */
	searchListMethod: ListMethod;
	/** What else of it needs the permission of the list, such as “names”. */
	alsoRequire?: string;
	/** What else is said of it, in a sentence. */
	more?: string;
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
	alsoRequire,
	more,
	modes,
}: Locator): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: [description, listRequires({ searchListMethod, alsoRequire, modes }), more]
		.filter(Boolean)
		.join(' '),
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

/** What the list requires, and what to choose without it. */
function listRequires({
	searchListMethod,
	alsoRequire,
	modes,
}: Pick<Locator, 'searchListMethod' | 'alsoRequire' | 'modes'>): string {
	const whatRequires = alsoRequire ? `The list and ${alsoRequire} require` : 'The list requires';
	const [[instead] = ['']] = Object.values(modes);
	return `${whatRequires} ${permissionOf(searchListMethod)}; without it, choose ${instead}.`;
}

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

/** One of several things that a field names. */
export interface Named extends Reference {
	/**
	 * What it names if nothing has the whole text as its name: plain text can be one name with commas,
	 * or several.
	 */
	parts?: string[];
}

/**
 * What such a field holds. In the place of one value, an expression may give a list.
 *
 * @throws InputError for an entry of a list that is no text, and for what is no list of rows
 */
export function readLocators(parameters: Parameters, name: string, locatorName: string): Named[] {
	const field = parameters.field(name);
	const rows = readRows(field.displayName, parameters.value(name), locatorName);
	const saved = parameters.saved(name);
	const savedRows = isRecord(saved) ? saved[locatorName] : undefined;
	return rows
		.map((row) => row[locatorName])
		.flatMap((value, index) => {
			const asSaved: unknown = Array.isArray(savedRows) ? savedRows[index] : saved;
			return readNamed(field, value, isFilledByModel(asSaved));
		})
		.filter(({ value, parts }) => value !== '' && parts?.length !== 0);
}

// What a model fills in is text, whatever the mode of the field.
const isFilledByModel = (saved: unknown) => /\$fromai\b/i.test(JSON.stringify(saved) ?? '');

function readNamed(field: INodeProperties, given: unknown, isPlain: boolean): Named[] {
	const isLocator = isRecord(given) && '__rl' in given;
	const value: unknown = isLocator ? given.value : given;
	if (Array.isArray(value)) {
		const mode = isLocator ? toText(given.mode) : '';
		return value.map((entry) => ({ mode, value: readEntry(field, entry) }));
	}
	const { mode, value: text } = readReference(field, given);
	const parts = text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
	const isOneName = (mode !== '' && !isPlain) || !text.includes(',');
	return [{ mode, value: text, ...(!isOneName && { parts }) }];
}

function readEntry(field: INodeProperties, entry: unknown): string {
	if (typeof entry !== 'object' || entry === null) return readText(field, entry);
	throw new InputError(
		`The list in ${named(field.displayName)} contains an entry that is not text.`,
		`Return only names or IDs. ${CHECK_EXPRESSION}`,
	);
}
