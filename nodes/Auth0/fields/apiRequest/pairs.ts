import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import { readText } from '../fieldValues';
import { named } from '../named';
import { readEntryName, readRows } from '../rows';

type Pair<T> = [name: string, value: T];

/**
 * Reads names and their values. A value that is missing would be left out, and a search would find
 * everybody: it is refused.
 *
 * @param field its name as the panel shows it
 * @returns the values of each name, of which a list gives several
 * @throws InputError naming the field and the name
 */
export function readPairs(field: string, collection: unknown): Array<Pair<string[]>> {
	return entriesOf(field, collection).map(([name, value]) => {
		const values = Array.isArray(value) ? value : [value];
		if (values.length === 0) throw emptyValue(field, name);
		return [name, values.map((one) => readValue(field, name, one))];
	});
}

/** As `readPairs`, for names that have one value. */
export function readTexts(field: string, collection: unknown): Array<Pair<string>> {
	return entriesOf(field, collection).map(([name, value]) => [name, readValue(field, name, value)]);
}

function entriesOf(field: string, collection: unknown): Array<Pair<unknown>> {
	return readRows(field, collection).map(({ name, value }) => [readEntryName(field, name), value]);
}

function readValue(field: string, name: string, value: unknown): string {
	const label = { displayName: { entry: name, of: field } };
	const text = readText(label, value, { takesSwitches: true });
	if (text === '') throw emptyValue(field, name);
	return text;
}

const emptyValue = (field: string, name: string) =>
	new InputError(
		`${named({ entry: name, of: field })} is empty.`,
		`Enter a value, or remove it. ${CHECK_EXPRESSION}`,
	);
