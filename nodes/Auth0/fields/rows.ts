import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { InputError } from '../transport/inputError';
import { readText } from './fieldValues';
import { named } from './named';

/** Whether nothing was given: a collection that nobody added anything to. */
const isNothing = (value: unknown) => value === undefined || value === null || value === '';

const unreadable = (field: string) =>
	new InputError(
		`${named(field)} has an unexpected format.`,
		'Add entries in the panel. If you use an expression, check what it returns for this item.',
	);

/**
 * A collection: what was added to it, by name.
 *
 * @param field its name as the panel shows it
 * @throws InputError naming the field for what is no object: nothing of it may be left out
 */
export function readCollection(field: string, value: unknown): IDataObject {
	if (isNothing(value)) return {};
	if (isRecord(value)) return value;
	throw unreadable(field);
}

/**
 * The rows of a collection of which several can be added.
 *
 * @param field its name as the panel shows it
 * @param name of the rows in the collection
 * @throws InputError naming the field for a collection, or a row, that is no object
 */
export function readRows(field: string, value: unknown, name = 'entry'): IDataObject[] {
	const { [name]: rows, ...others } = readCollection(field, value);
	if (Object.keys(others).length > 0) throw unreadable(field);
	if (isNothing(rows)) return [];
	if (!Array.isArray(rows)) throw unreadable(field);
	return rows.map((row: unknown) => {
		if (isRecord(row)) return row;
		throw unreadable(field);
	});
}

/**
 * What a row calls its entry.
 *
 * @param field its name as the panel shows it
 * @throws InputError naming the field for a row without a name
 */
export function readEntryName(field: string, name: unknown): string {
	const text = readText({ displayName: `${field} → Name` }, name);
	if (text !== '') return text;
	throw new InputError(
		`${named(field)} has an entry without a name.`,
		'Enter a name, or remove the entry.',
	);
}

/** @throws InputError naming the field for a name that is none of those of the panel */
export function checkKnown(field: string, given: IDataObject, known: string[]) {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown === undefined) return;
	throw new InputError(
		`${named(field)} has no field “${unknown}”.`,
		`Remove it, or have the expression return one of these names: ${known.join(', ')}.`,
	);
}
