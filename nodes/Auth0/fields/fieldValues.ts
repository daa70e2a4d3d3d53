import type { INodeProperties } from 'n8n-workflow';

import { CHOOSE_FROM_LIST } from '../transport/advice';
import type { ErrorText } from '../transport/errors';
import { CHECK_EXPRESSION, InputError } from '../transport/inputError';
import { MAX_QUOTED, shorten } from '../transport/shorten';
import { named, type Name } from './named';
import { numberText, toNumber } from './numbers';

/** The readers of the value of one field: they take nothing for something else. */
type FieldReader = (field: INodeProperties, value: unknown) => unknown;

const WORDS = new Map<unknown, boolean>([
	['true', true],
	['yes', true],
	['on', true],
	['1', true],
	[1, true],
	['false', false],
	['no', false],
	['off', false],
	['0', false],
	[0, false],
]);

/** What a switch is set to, also in words as in the cells of a sheet; undefined for everything else. */
export function toSwitch(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	return WORDS.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

/** @throws InputError naming the field for what is neither true nor false */
export function readSwitch({ displayName }: { displayName: Name }, value: unknown): boolean {
	const isOn = toSwitch(value);
	if (isOn !== undefined) return isOn;
	throw new InputError(
		`${named(displayName)} must be true or false.`,
		`${whatIs(value)} Enter true or false; yes and no, on and off, 1 and 0 also work. ${CHECK_EXPRESSION}`,
	);
}

/**
 * A number within the bounds of the field; a whole one where the field has no decimal places.
 *
 * @param error its description says how to enter one, where digits alone are not all
 * @throws InputError naming the field and its bounds
 */
export function readNumber(
	{ displayName, typeOptions }: Pick<INodeProperties, 'typeOptions'> & { displayName: Name },
	value: unknown,
	error: Partial<Pick<ErrorText, 'description'>> = {},
): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	const number = toNumber(value);
	const fits =
		number !== undefined &&
		number >= minValue &&
		number <= maxValue &&
		(!isWhole || Number.isInteger(number));
	if (fits) return number;
	throw new InputError(
		`${named(displayName)} must be a ${isWhole ? 'whole number' : 'number'}${rangeOf(minValue, maxValue)}.`,
		`${whatIs(value)} ${error.description ?? `Enter digits only, such as ${minValue}. ${CHECK_EXPRESSION}`}`,
	);
}

function rangeOf(minValue: number, maxValue: number): string {
	if (minValue === -Infinity) return '';
	return maxValue === Infinity ? ` of ${minValue} or more` : ` from ${minValue} to ${maxValue}`;
}

/** @throws InputError naming the field and its choices for what is not on its list */
export function readChoice<Value>(
	{ displayName, options }: { displayName: string; options: Array<{ value: Value }> },
	value: unknown,
): Value {
	const text = toText(value);
	const chosen = options.find((option) => option.value === text);
	if (chosen) return chosen.value;
	const choices = options.map((option) => option.value);
	throw new InputError(
		`${named(displayName)} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`,
		`${whatIs(value)} ${CHOOSE_FROM_LIST} An expression must return one of these.`,
	);
}

/** What else than the usual a text can be. */
interface TextRules {
	/** Whether the spaces around it belong to it, as in a password. */
	keepsSpaces?: boolean;
	/** Whether true and false are texts, as in a value of metadata to search for. */
	takesSwitches?: boolean;
}

/**
 * Text without the spaces around it; a number as its digits, '' for nothing.
 *
 * @throws InputError naming the field for what is neither, and for a number that has lost
 * digits, or that would be written with an exponent
 */
export function readText(
	{ displayName }: { displayName: Name },
	value: unknown,
	{ keepsSpaces = false, takesSwitches = false }: TextRules = {},
): string {
	if (typeof value === 'number' && !Number.isNaN(value)) return checkDigits(displayName, value);
	if (typeof value === 'string') return keepsSpaces ? value : value.trim();
	if (value === undefined || value === null) return '';
	if (takesSwitches && typeof value === 'boolean') return String(value);
	throw new InputError(
		`${named(displayName)} must be text.`,
		`${whatIs(value)} ${CHECK_EXPRESSION}`,
	);
}

/**
 * A list of names; text with commas in its place, as an expression may return it.
 *
 * @throws InputError as `readText` does
 */
export function readNames(field: Pick<INodeProperties, 'displayName'>, value: unknown): string[] {
	const names: unknown[] = Array.isArray(value) ? value : readText(field, value).split(',');
	return names.map((name) => readText(field, name)).filter((name) => name !== '');
}

/**
 * A number as text.
 *
 * @throws InputError naming the field for one that has lost digits
 */
export function checkDigits(label: Name, number: number): string {
	const text = numberText(number);
	if (text !== undefined) return text;
	throw new InputError(
		`${named(label)} is a number that n8n cannot read exactly.`,
		'Some digits may already be wrong. Provide it as text at its source, such as a spreadsheet cell formatted as plain text.',
	);
}

/** Text without the spaces around it, of text or of a number; '' for everything else. */
export function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

const checkChoice: FieldReader = ({ displayName, options = [] }, value) =>
	readChoice({ displayName, options: options.filter((option) => 'value' in option) }, value);

const READERS = new Map<INodeProperties['type'], FieldReader>([
	['boolean', readSwitch],
	['number', readNumber],
	['options', checkChoice],
]);

/** Whether there are values that a field cannot hold, so that they are worth a look. */
export const isChecked = ({ type }: INodeProperties) => READERS.has(type);

/**
 * Refuses what a field cannot hold: an expression, or an AI tool, can return anything.
 *
 * @throws InputError naming the field
 */
export function checkValue(field: INodeProperties, value: unknown): void {
	READERS.get(field.type)?.(field, value);
}

/** What was given, in a sentence. */
export function whatIs(value: unknown): string {
	const isSimple = ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
	const text = isSimple ? String(value).trim() : '';
	if (text !== '') return `The value is “${shorten(text, MAX_QUOTED)}”.`;
	if (Array.isArray(value)) return 'The value is a list.';
	return typeof value === 'object' && value !== null
		? 'The value is an object.'
		: 'The value is empty.';
}
