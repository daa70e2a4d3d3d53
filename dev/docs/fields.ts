import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { code, inCell, label, listing, sentence, table, type Row } from './markdown';

/** A field of an operation, and the collection that it is in. */
export interface Field {
	property: INodeProperties;
	/** The label of the collection; none for a field of the panel itself. */
	collection?: string;
	/** Where it is shown, and where its collection is, unless the collection says so itself. */
	shown: Array<INodeProperties['displayOptions']>;
	/** The labels of all fields of the panel by their names, for conditions. */
	labels: Record<string, string>;
}

/** What tells a field from others of the same name: all of it but where it is shown. */
export const identityOf = ({ property }: Field): string =>
	JSON.stringify({ ...property, displayOptions: undefined });

/** The fields of a panel, those in collections among them. A collection is one if it says something itself. */
export function fieldsOf(properties: INodeProperties[]): Field[] {
	const labels = Object.fromEntries(properties.map(({ name, displayName }) => [name, displayName]));
	return properties.flatMap((property): Field[] => {
		if (['hidden', 'notice', 'callout'].includes(property.type)) return [];
		const field = { property, labels, shown: [property.displayOptions] };
		if (property.type !== 'collection') return [field];
		const isTold = property.description !== undefined;
		const inner = parametersIn(property).map((each) => ({
			property: each,
			collection: property.displayName,
			shown: isTold ? [each.displayOptions] : [property.displayOptions, each.displayOptions],
			labels,
		}));
		return isTold ? [field, ...inner] : inner;
	});
}

/** What stands in a collection, or in the groups of a fixed one. */
function parametersIn({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) =>
		'values' in option ? option.values : 'displayName' in option ? [option] : [],
	);
}

const entriesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.flatMap((option) => ('value' in option ? [option] : []));

/** Beyond this many, the panel is the place to read the names of options. */
const MAX_LISTED = 12;

/** The name of an option by its value; the value itself, where it has no name. */
const optionOf = (property: INodeProperties, value: unknown): string =>
	entriesOf(property).find((entry) => entry.value === value)?.name ?? String(value);

/** Names of fields by what is entered in each of their rows, so that a table tells it once. */
export type Told = Map<string, string>;

/** What a field is for, with what can be chosen in it. */
function descriptionOf(property: INodeProperties, told: Told): string {
	const text = `${inCell(property.description ?? '')}${limitsOf(property)}`;
	if (property.type === 'fixedCollection') return withInner(text, property, told);
	const choices = choicesOf(property);
	if (choices.length === 0) return text;
	if (isExplained(property)) return [text, ...choices].join('<br>');
	return [text, listing(choices, 'or')].join(/[.!?]$/.test(text) ? ' ' : ': ');
}

const isExplained = (property: INodeProperties) =>
	entriesOf(property).some(({ description }) => description !== undefined);

/** The least and the most that a number can be, where it has both. */
function limitsOf({ description = '', typeOptions }: INodeProperties): string {
	const { minValue, maxValue } = typeOptions ?? {};
	if (minValue === undefined || maxValue === undefined) return '';
	return `${/[.!?]$/.test(description) ? '' : '.'} From ${minValue} to ${maxValue}.`;
}

/** What can be chosen in a field, with what it means; nothing of a list that is too long to read. */
function choicesOf(property: INodeProperties): string[] {
	const entries = property.type === 'collection' ? [] : entriesOf(property);
	if (entries.length > MAX_LISTED) return [];
	return entries.map(({ name, description = '' }) =>
		description === '' ? label(name) : `${label(name)}: ${inCell(description)}`,
	);
}

/** The description of a field whose rows have fields themselves. */
function withInner(text: string, property: INodeProperties, told: Told): string {
	const inner = parametersIn(property);
	const [only, ...others] = inner;
	// A list of things that are chosen one by one says all about them itself.
	if (only && others.length === 0) return `${sentence(text)} ${descriptionOf(only, told)}`;
	const key = JSON.stringify(inner);
	const same = told.get(key);
	if (same !== undefined) return `${sentence(text)} Rows as in ${label(same)}.`;
	told.set(key, property.displayName);
	const rows = inner.map((each) => {
		const choices = choicesOf(each);
		const more = choices.length === 0 ? '' : ` (${choices.join(isExplained(each) ? '; ' : ', ')})`;
		return `${label(each.displayName)}: ${inCell(each.description ?? '')}${more}`;
	});
	return [text, ...rows].join('<br>');
}

/** What a field has before anybody touches it. */
function defaultOf({ property }: Field): string {
	const { type, required } = property;
	const value: unknown = property.default;
	if (type === 'boolean') return value === true ? 'On' : 'Off';
	if (type === 'options') return label(optionOf(property, value));
	if (type === 'number') return String(value);
	if (type === 'resourceLocator' && typeof value === 'object' && value !== null) {
		const chosen = 'value' in value ? String(value.value) : '';
		if (chosen !== '') return code(chosen);
	}
	return required === true ? 'Required' : '';
}

const AS_TOOL = 'As a tool';

/** When a field is shown: as a tool, or depending on other fields of its panel. */
export const conditionsOf = ({ shown, labels }: Field, panel: INodeProperties[]): string[] =>
	shown.flatMap((options) =>
		Object.entries(options?.show ?? {}).flatMap(([name, values = []]) => {
			if (name === '@tool') return [AS_TOOL];
			if (labels[name] === undefined) return [];
			const other = panel.find((each) => each.name === name && each.type === 'options');
			const wanted = values.map((value) => {
				if (typeof value === 'boolean') return value ? 'on' : 'off';
				return label(other ? optionOf(other, value) : String(value));
			});
			return [`${label(labels[name])} is ${listing(wanted, 'or')}`];
		}),
	);

/** What a table says of a field: its description, its default, and when it is shown. */
export const cellsOf = (field: Field, conditions: string[], told: Told): Row => [
	descriptionOf(field.property, told),
	defaultOf(field),
	[...conditions].sort((a, b) => Number(b === AS_TOOL) - Number(a === AS_TOOL)).join(', '),
];

/** The name of a field, with the collection that it is in. */
export const nameOf = ({ property, collection }: Field): string =>
	`**${collection === undefined ? '' : `${collection} → `}${property.displayName}**`;

/** A table of fields, with one more column, if there is one. */
export const tableOf = (rows: Row[], more?: string): string =>
	table(
		['Field', 'Description', 'Default', 'Shown if', ...(more === undefined ? [] : [more])],
		rows,
	);
