import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { METADATA_LABELS, type Metadata } from '../../api/metadata';
import { InputError } from '../../transport/inputError';
import { choice } from '../choice';
import { readNumber, readSwitch } from '../fieldValues';
import { parseJson, readJsonObject } from '../json';
import { named, type Name } from '../named';
import { readEntryName, readRows } from '../rows';
import { checkNames } from './metadataNames';

const typeOfValue = choice({
	displayName: 'Type',
	name: 'type',
	noDataExpression: true,
	default: 'asEntered',
	description: 'How to store the value',
	options: [
		{
			name: 'Automatic',
			value: 'asEntered',
			description: 'Typed values are stored as text; expressions keep their type',
		},
		{ name: 'Boolean', value: 'boolean', description: 'The value true or false' },
		{ name: 'JSON', value: 'json', description: 'A list, an object, or any other JSON value' },
		{ name: 'Null (Remove Entry)', value: 'null', description: 'An update removes the entry' },
		{ name: 'Number', value: 'number', description: 'A number, such as 42 or 3.5' },
	],
});

const rows: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. plan',
		description: 'Name of the entry',
	},
	typeOfValue.field,
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. gold',
		description: 'Value of the entry',
		displayOptions: { hide: { type: ['null'] } },
	},
];

const rowsField = (displayName: string, name: string, help: string[]): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Entry',
	default: {},
	description: help.join('. '),
	options: [{ displayName: 'Entry', name: 'entry', values: rows }],
});

const jsonField = (displayName: string, name: string, help: string[]): INodeProperties => ({
	displayName,
	name,
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "plan": "gold" }',
	description: help.join('. '),
});

const APP = 'Data that the user cannot change, such as a plan or permissions';
const USER = 'Data that the user may change, such as preferences';

const fieldsOf = (label: string, name: string, what: string, help: string[]) => [
	rowsField(`${label} (Fields)`, `${name}Fields`, [`${what}, one entry at a time`, ...help]),
	jsonField(`${label} (JSON)`, name, [`${what}, as a JSON object`, ...help]),
];

/**
 * The fields for both kinds of metadata, each as rows or as JSON.
 * @param help sentences that follow the description
 */
export const metadataFields = (...help: string[]): INodeProperties[] => [
	...fieldsOf(METADATA_LABELS.app_metadata, 'appMetadata', APP, help),
	...fieldsOf(METADATA_LABELS.user_metadata, 'userMetadata', USER, help),
];

/**
 * The metadata that a collection sets. What was not added is not set, nor is what an expression
 * returned nothing for.
 *
 * @throws InputError naming the field: broken JSON, rows and JSON at once, a row without a
 * name, a name twice or one that Auth0 cannot store, a value that does not have its type
 */
export function readMetadata(collection: IDataObject): Metadata {
	const userMetadata = readOne(collection, 'userMetadata', METADATA_LABELS.user_metadata);
	const appMetadata = readOne(collection, 'appMetadata', METADATA_LABELS.app_metadata);
	return {
		...(userMetadata && { user_metadata: userMetadata }),
		...(appMetadata && { app_metadata: appMetadata }),
	};
}

const REMOVE_ONE = 'Remove one of them.';

function readOne(collection: IDataObject, name: string, label: string) {
	const json = collection[name];
	const entries = readRows(`${label} (Fields)`, collection[`${name}Fields`]);
	if (json !== undefined && entries.length > 0) {
		throw new InputError(`${named(label)} is set twice: as fields and as JSON.`, REMOVE_ONE);
	}
	if (json === undefined && entries.length === 0) return undefined;
	const metadata =
		entries.length > 0
			? metadataOf(entries, `${label} (Fields)`)
			: readJsonObject(`${label} (JSON)`, json);
	checkNames(label, metadata);
	return metadata;
}

function metadataOf(entries: IDataObject[], label: string): IDataObject | undefined {
	const values = new Map<string, unknown>();
	for (const entry of entries) {
		const name = readEntryName(label, entry.name);
		if (values.has(name)) {
			throw new InputError(`${named(label)} has two entries named “${name}”.`, REMOVE_ONE);
		}
		values.set(name, readRow(entry, { entry: name, of: label }));
	}
	// Not by assignment: a row can be named __proto__.
	return readJsonObject(label, Object.fromEntries(values));
}

const ANY_NUMBER = {
	description:
		"Enter up to 15 digits, with a dot before decimals, such as 42 or 3.5. To keep a code such as 00420 or a longer number unchanged, set 'Type' to Automatic and enter it as text.",
};

function readRow({ type: given, value }: IDataObject, label: Name): unknown {
	const type = typeOfValue.readValue(given);
	if (type === 'null') return null;
	if (value === undefined) return undefined;
	if (type === 'number') return readNumber({ displayName: label }, value, ANY_NUMBER);
	if (type === 'boolean') return readSwitch({ displayName: label }, value);
	return type === 'json' && typeof value === 'string' ? parseJson(label, value) : value;
}
