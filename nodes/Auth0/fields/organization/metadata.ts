import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../transport/inputError';
import { readText } from '../fieldValues';
import { readJsonObject } from '../json';
import { named } from '../named';
import { readEntryName, readRows } from '../rows';
import { textField } from '../textField';

/** The metadata of an organization: all values are text, and null removes an entry. */
export type OrganizationMetadata = Record<string, string | null>;

const MAX_ENTRIES = 25;
const MAX_LENGTH = 255;

const LIMITS = `Auth0 stores up to ${MAX_ENTRIES} entries of text, with up to ${MAX_LENGTH} characters each.`;

const rowsField: INodeProperties = {
	displayName: 'Metadata (Fields)',
	name: 'metadataFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Entry',
	default: {},
	description: `Data about the organization, one entry at a time. An entry without a value is left out. ${LIMITS}`,
	options: [
		{
			displayName: 'Entry',
			name: 'entry',
			values: [
				textField('Name', 'name', 'plan', 'Name of the entry'),
				textField('Value', 'value', 'gold', 'Value of the entry'),
			],
		},
	],
};

const jsonField = (help: string): INodeProperties => ({
	displayName: 'Metadata (JSON)',
	name: 'metadata',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "plan": "gold" }',
	description: ['Data about the organization, as a JSON object.', LIMITS, help].join(' ').trim(),
});

/** The fields of the metadata, as rows or as JSON. @param help a sentence about the JSON */
export const metadataFields = (help = ''): INodeProperties[] => [rowsField, jsonField(help)];

/**
 * The metadata that a collection sets. Numbers and truth values become text, as Auth0 stores nothing else.
 *
 * @returns undefined when it sets none
 * @throws InputError naming the entry for what is no text, is too long, or has no name; also for rows and
 * JSON at once, for an entry twice, and for more entries than Auth0 stores
 */
export function readMetadata(given: IDataObject): OrganizationMetadata | undefined {
	const rows = readRows(rowsField.displayName, given[rowsField.name]);
	const json = given.metadata;
	if (json !== undefined && rows.length > 0) {
		throw new InputError("'Metadata' is set twice: as fields and as JSON.", 'Remove one of them.');
	}
	if (rows.length > 0) return entriesOf(rows);
	if (json === undefined || json === null || json === '') return undefined;
	const values = readJsonObject('Metadata (JSON)', json);
	return values && checked(Object.entries(values).map(([name, value]) => readEntry(name, value)));
}

function entriesOf(rows: IDataObject[]): OrganizationMetadata | undefined {
	const entries = rows
		.map(({ name, value }) => readEntry(readEntryName(rowsField.displayName, name), value))
		.filter(([, value]) => value !== null && value !== '');
	const names = entries.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		throw new InputError(`'Metadata' has two entries named “${twice}”.`, 'Remove one of them.');
	}
	return entries.length === 0 ? undefined : checked(entries);
}

function readEntry(name: string, value: unknown): [string, string | null] {
	if (value === null || value === undefined) return [name, null];
	const label = { entry: name, of: 'Metadata' };
	const text = readText({ displayName: label }, value, { takesSwitches: true });
	for (const part of [name, text]) {
		if (part.length <= MAX_LENGTH) continue;
		throw new InputError(
			`${named(label)} is longer than ${MAX_LENGTH} characters.`,
			`${LIMITS} Shorten it, or split it into several entries.`,
		);
	}
	return [name, text];
}

function checked(entries: Array<[string, string | null]>): OrganizationMetadata {
	checkCount(entries.filter(([, value]) => value !== null).length);
	// Not by assignment: a name can be __proto__.
	return Object.fromEntries(entries);
}

/** @throws InputError for more entries than Auth0 stores */
export function checkCount(count: number) {
	if (count <= MAX_ENTRIES) return;
	throw new InputError(
		`'Metadata' has ${count} entries, and Auth0 stores up to ${MAX_ENTRIES}.`,
		'Remove some of them, or set them to null.',
	);
}

/**
 * The whole metadata to send, as Auth0 puts what is sent in the place of what is there: entries that are not
 * given stay, and null removes one.
 *
 * @throws InputError for more entries than Auth0 stores
 */
export function mergedMetadata(
	has: OrganizationMetadata,
	given: OrganizationMetadata,
): OrganizationMetadata {
	const merged = new Map([...Object.entries(has), ...Object.entries(given)]);
	checkCount([...merged.values()].filter((value) => value !== null).length);
	return Object.fromEntries(merged);
}
