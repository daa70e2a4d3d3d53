import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CHOOSE_FROM_LIST } from '../transport/advice';
import { InputError } from '../transport/inputError';
import { readNames } from './fieldValues';
import { named } from './named';
import type { Parameters } from './parameters';

/** A list of the panel, from which several values are chosen. */
interface List<Value extends string> extends Omit<INodeProperties, 'type' | 'options' | 'default'> {
	options: Array<INodePropertyOptions & { value: Value }>;
	default: Array<NoInfer<Value>>;
}

/** A field with a list, and its readers: each refuses a value that is not on the list. */
interface Choices<Value extends string> {
	field: INodeProperties;
	/** What was chosen, each once, in the order of the list. */
	read(parameters: Parameters): Value[];
	/** As `read`, of what a collection holds. */
	readValue(value: unknown): Value[];
}

/**
 * Makes a field from which several values are chosen together with its readers.
 *
 * @returns readers that throw InputError naming the field and the value that is not on the list
 */
export function choices<Value extends string>(list: List<Value>): Choices<Value> {
	const field: INodeProperties = { ...list, type: 'multiOptions' };
	const values = list.options.map(({ value }) => value);
	const readValue = (given: unknown) => {
		const chosen = readNames(field, given);
		const unknown = chosen.find((name) => !values.some((value) => value === name));
		if (unknown === undefined) return values.filter((value) => chosen.includes(value));
		throw new InputError(
			`${named(list.displayName)} contains “${unknown}”, which is not on the list.`,
			`${CHOOSE_FROM_LIST} An expression must return values of the list.`,
		);
	};
	return { field, read: (parameters) => readValue(parameters.value(list.name)), readValue };
}
